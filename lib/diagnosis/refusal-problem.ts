import type { Claim } from '@/lib/problems/problem';
import { diagnose } from './diagnose';

/** What is known of a call that was refused. */
export interface Refusal {
  readonly method: string;
  /** With `https://` and a host only where it did not go to Coveo. */
  readonly path: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly errorCode: string | null;
}

/** The problem that a refused call shows, and how surely; by the same doors that read a pasted text. */
export interface RefusalReading {
  readonly id: string;
  readonly title: string;
  readonly confidence: Claim;
}

/**
 * The problem that a recorded call's answer shows, the surest one; null where no rule knows it. The call is written
 * down as the exchange that it was, and read as a paste is: what a status or a code means is known in one place only.
 */
export function refusalProblem({ method, path, status, errorCode }: Refusal): RefusalReading | null {
  const text = status === null ? (errorCode ?? '') : exchange(method, path, status, errorCode);
  const [first] = diagnose(text, { now: null }).diagnoses;
  if (first === undefined) return null;
  return { id: first.problem, title: first.title, confidence: first.confidence };
}

function exchange(method: string, path: string, status: number, errorCode: string | null): string {
  const body =
    errorCode === null ? '' : `content-type: application/json\n\n${JSON.stringify({ errorCode })}\n`;
  return `${method} ${addressOf(path)} HTTP/1.1\n\nHTTP/1.1 ${status}\n${body}`;
}

/** What a call needs in its query, so that none is taken for missing: recorded calls have no query. */
const QUERIES: readonly (readonly [end: string, query: string])[] = [
  ['/documents', 'documentId=https%3A%2F%2Fexample.com%2Fitem'],
  ['/documents/batch', 'fileId=b5e8767e-8f0d-4a89-9095-1127915c89c7'],
  ['/documents/olderthan', 'orderingId=1700000000000'],
  ['/status', 'statusType=REFRESH'],
];

/**
 * An address that is plainly of the Push API: a recorded call has no host of Coveo's, and may have the end of its
 * path only.
 */
function addressOf(path: string): string {
  if (path.startsWith('https://')) return path;
  const whole = path.startsWith('/push/v1/')
    ? path
    : `/push/v1/organizations/organization/sources/source${path}`;
  const query = QUERIES.find(([end]) => whole.endsWith(end))?.[1];
  return `https://api.cloud.coveo.com${whole}${query === undefined ? '' : `?${query}`}`;
}
