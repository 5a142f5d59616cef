import type { Read } from '@/lib/evidence/coverage';

/** A read of Coveo that failed, as answers name it that are no health. Plain JSON, without a secret. */
export interface FailedRead {
  /** The operation's name, such as `logs.list`. */
  readonly call: string;
  /** A sentence. */
  readonly why: string;
  /** Left out where no answer came. */
  readonly status?: number;
  /** Coveo's own; left out where it sent none. */
  readonly requestId?: string;
}

/** The reads that failed, those of one call and reason once: the request id is the first one's. */
export function failedReads(reads: readonly Read[]): FailedRead[] {
  const failed = new Map<string, FailedRead>();
  for (const { call, state, why = 'No reason was given.', status, requestId } of reads) {
    const key = `${call} ${status ?? ''} ${why}`;
    if (state !== 'refused' || failed.has(key)) continue;
    failed.set(key, {
      call,
      why,
      ...(status === undefined ? {} : { status }),
      ...(requestId === undefined ? {} : { requestId }),
    });
  }
  return [...failed.values()];
}

/** Those of them for which log rows are missing; none where all rows came. What is made of rows alone lacks no others. */
export function failedRowReads(reads: readonly Read[]): FailedRead[] {
  const isWhole = reads.every(({ call, state }) => call !== 'logs.list' || state === 'read');
  return isWhole ? [] : failedReads(reads.filter(({ call }) => call.startsWith('logs.')));
}

/** A failed read in a sentence, with the request id to quote to Coveo Support where there is one. */
export function failedReadText({ why, requestId }: FailedRead): string {
  return requestId === undefined ? why : `${why} Coveo’s request id: ${requestId}.`;
}
