import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import { failureText } from '@/lib/scan/failure-text';
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
export function unreachable({ access, sourceId }: Asker, failure: CallFailure, whom: string): Unreachable {
  const { status, requestId } = failure;
  const quoted = requestId === null ? '' : ` Coveo’s request id: ${requestId}.`;
  const text = `${failureText(failure)}${quoted}`;
  if (status === 404) {
    const detail = `Coveo knows no source ${sourceId} in ${access.client.organization}.`;
    return { state: 'unreachable', status: 404, detail };
  }
  if (status === 401 || status === 403) {
    return { state: 'unreachable', status: 403, detail: `${whom} ${text}` };
  }
  return { state: 'unreachable', status: 502, detail: text };
}
