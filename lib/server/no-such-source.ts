import 'server-only';
import type { CallAnswer } from '@/lib/evidence/item-observation';
import { type FailedRead, failedReadText } from '@/lib/health/failed-reads';
import { problemJson } from './problem-json';

/** Coveo knows no such source: with what it answered for it (404), to quote to Coveo Support. */
export interface NoSuchSource {
  readonly state: 'no such source';
  readonly answer: CallAnswer;
}

/** Coveo's 404 for a source, as the outcome of a use case. */
export function noSuchSource(answer: CallAnswer): NoSuchSource {
  return { state: 'no such source', answer };
}

/** What of an answer is told where Coveo knows no such source. */
type Told = Pick<CallAnswer, 'call' | 'status' | 'requestId'>;

/** The same as a failed read, with a sentence. */
export function noSourceRead(sourceId: string, { call, status, requestId }: Told): FailedRead {
  return {
    call,
    why: `Coveo knows no source ${sourceId}: it answered ${status ?? 'nothing'} for ${call}.`,
    ...(status === null ? {} : { status }),
    ...(requestId === null ? {} : { requestId }),
  };
}

/** What is said where Coveo answers that there is no such source: with call, status and Coveo's request id. */
export function noSourceText(sourceId: string, answer: Told): string {
  return failedReadText(noSourceRead(sourceId, answer));
}

/** The answer of a route for a source that Coveo does not know: 404, with the call and Coveo's request id as members. */
export function noSourceProblem(request: Request, sourceId: string, { answer }: NoSuchSource): Response {
  const { call, requestId } = answer;
  const more: Record<string, string> = requestId === null ? { call } : { call, requestId };
  return problemJson(request, 404, noSourceText(sourceId, answer), more);
}
