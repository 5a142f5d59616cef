import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import { quotedFailureText } from '@/lib/scan/failure-text';
import { noSourceText } from './no-such-source';
import { type Asker, hasReached, tryReach } from './source-reach';

/** Why what is kept of a source is neither given nor taken. */
export interface Unreachable {
  readonly state: 'unreachable';
  readonly status: 403 | 404 | 502;
  readonly detail: string;
}

/**
 * Null where the asker's own token has just read the source and its log, or can; else why not. What is kept of a
 * source is for whoever Coveo lets read it.
 */
export async function mayRead(asker: Asker, signal: AbortSignal): Promise<Unreachable | null> {
  if (hasReached(asker)) return null;
  const failure = await tryReach(asker, signal);
  if (failure === null) return null;
  return unreachable(asker, failure, 'Recorded pushes are for tokens that may read the source and its log.');
}

/** Why nothing kept of a source is given, by what Coveo answered; `whom` says who may have it. */
export function unreachable({ sourceId }: Asker, failure: CallFailure, whom: string): Unreachable {
  const { call, status } = failure;
  const text = quotedFailureText(failure);
  if (status === 404 && call === 'sources.get') {
    return { state: 'unreachable', status: 404, detail: noSourceText(sourceId, failure) };
  }
  if (status === 401 || status === 403) {
    return { state: 'unreachable', status: 403, detail: `${whom} ${text}` };
  }
  return { state: 'unreachable', status: 502, detail: text };
}
