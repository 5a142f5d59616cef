import type { Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';

/** All reads of one call that went the same way, in the order in which they first came. */
export interface ReadGroup {
  readonly call: string;
  readonly state: Read['state'];
  readonly times: number;
  readonly rows: number;
  readonly from: string;
  readonly to: string;
  /** The first of them: its status, request id and reason stand for all. */
  readonly sample: Read;
}

/** Reads gathered by call, what was asked for, state, status and reason: a week of hours is one line. */
export function groupReads(reads: readonly Read[]): ReadGroup[] {
  const groups = new Map<string, ReadGroup>();
  for (const read of reads) {
    const key = [read.call, read.of ?? '', read.state, read.status ?? '', read.why ?? ''].join('|');
    const known = groups.get(key);
    if (known === undefined) {
      const { call, state, rows, from, to } = read;
      groups.set(key, { call, state, times: 1, rows, from, to, sample: read });
      continue;
    }
    groups.set(key, {
      ...known,
      times: known.times + 1,
      rows: known.rows + read.rows,
      from: read.from < known.from ? read.from : known.from,
      to: read.to > known.to ? read.to : known.to,
    });
  }
  return [...groups.values()];
}

/** Calls that a token often may not make; no verdict rests on them. */
const OPTIONAL: ReadonlySet<string> = new Set(['limits', 'privilege.evaluate', 'apikeys.list']);

/** What no verdict rests on: a sample is not meant to be whole, and a closer look only shows. */
const ASIDE: ReadonlySet<Read['of']> = new Set(['a sample', 'a closer look']);

/** The reads of a window that did not bring what the verdict rests on. */
export function holesIn(reads: readonly Read[], window: TimeWindow): Read[] {
  return reads.filter(
    ({ call, state, of, from, to }) =>
      state !== 'read' && !ASIDE.has(of) && !OPTIONAL.has(call) && to > window.from && from < window.to,
  );
}

/** Whether a window's rows were too many to read each, and all of those that were not read were counted. */
export function isCounted(
  { notCounted, coverage }: Pick<Health, 'notCounted' | 'coverage'>,
  window: TimeWindow,
): boolean {
  if (notCounted === undefined || notCounted.includes('pushed')) return false;
  return holesIn(coverage.reads, window).length === 0;
}

/** Whether something stood in the way of a read. */
export function isFailed({ state }: Pick<Read, 'state'>): boolean {
  return state === 'refused';
}

/** Whether no log row, activity or count came at all: then nothing can be said of the source. */
export function isNothingRead(reads: readonly Read[]): boolean {
  return !reads.some(({ call, state, rows }) => isEvidence(call) && (state === 'read' || rows > 0));
}

function isEvidence(call: string): boolean {
  return call.startsWith('logs.') || call.startsWith('activities.');
}
