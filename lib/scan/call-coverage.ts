import type { CallFailure, CallResult } from '@/lib/coveo/call';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { CallAnswer } from '@/lib/evidence/item-observation';
import type { TimeWindow } from '@/lib/evidence/time';
import { failureText } from './failure-text';
import type { RowsRead } from './read-rows';

/** Rows read and rows counted may differ by this share. */
export const COUNT_TOLERANCE = 0.01;

/** The part that one call is: complete, or missing with the failure. */
export function partOfCall(result: CallResult<unknown>): PartCoverage {
  return result.ok ? COMPLETE : partOfFailure(result.failure);
}

/** The part that could not be read because of a failed call. */
export function partOfFailure(failure: CallFailure): PartCoverage {
  return { state: 'missing', ...ofFailure(failure) };
}

/** The part that rows read are. `counted` is Coveo's own count of them where known, `rows` how many are left of them. */
export function partOfRows(read: RowsRead, counted: number | null, rows: number): PartCoverage {
  const state = read.rows.length === 0 ? 'missing' : 'partial';
  if (read.failure) return { state, ...ofFailure(read.failure) };
  const hole = read.reads.find((entry) => entry.state !== 'read');
  if (hole) return { ...COMPLETE, state, why: hole.why ?? 'Not all rows were read.' };
  if (read.unreadable > 0) {
    return { ...COMPLETE, state: 'partial', why: `${read.unreadable} rows came without a readable date.` };
  }
  if (counted !== null && Math.abs(counted - rows) > COUNT_TOLERANCE * counted) {
    return { ...COMPLETE, state: 'partial', why: `${rows} rows were read where Coveo counts ${counted}.` };
  }
  return COMPLETE;
}

/** The entry that one call makes in the list of what was read. */
export function readOfCall(
  result: CallResult<unknown>,
  call: string,
  window: TimeWindow,
  rows: number,
): Read {
  if (result.ok) return { call, ...window, state: 'read', rows };
  const { status, requestId, method, url } = result.failure;
  return {
    call,
    ...window,
    state: result.failure.kind === 'aborted' ? 'skipped' : 'refused',
    rows,
    request: `${method} ${url}`,
    ...(status === null ? {} : { status }),
    ...(requestId === null ? {} : { requestId }),
    why: failureText(result.failure),
  };
}

/** What one call answered, well or not, as it is told beside what rests on it. */
export function answerOfCall(result: CallResult<unknown>): CallAnswer {
  const { call, status, requestId } = result.ok ? result.receipt : result.failure;
  return { call, status, requestId, why: result.ok ? null : failureText(result.failure) };
}

/** What Coveo answered where it knows no such source (404); null where it answered anything else, or nothing. */
export function sourceNotFoundIn(result: CallResult<unknown>): CallAnswer | null {
  return !result.ok && result.failure.status === 404 ? answerOfCall(result) : null;
}

function ofFailure(failure: CallFailure): Omit<PartCoverage, 'state'> {
  return {
    why: failureText(failure),
    call: failure.call,
    status: failure.status,
    requestId: failure.requestId,
  };
}
