import 'server-only';
import { quotedFailureText } from '@/lib/scan/failure-text';
import { noSourceText } from './no-such-source';
import { type Asker, hasReached, tryReach } from './source-reach';

/** Why recorded pushes are neither given nor taken. */
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
  if (failure.status === 404 && failure.call === 'sources.get') {
    return { state: 'unreachable', status: 404, detail: noSourceText(asker.sourceId, failure) };
  }
  if (failure.status === 401 || failure.status === 403) {
    const detail = `Recorded pushes are for tokens that may read the source and its log. ${quotedFailureText(failure)}`;
    return { state: 'unreachable', status: 403, detail };
  }
  return { state: 'unreachable', status: 502, detail: quotedFailureText(failure) };
}
