import 'server-only';
import type { CallFailure } from '@/lib/coveo/call';
import { log } from './log';
import { processWide } from './process-wide';

/** From now on each call to Coveo of this process that fails is a line of the log. */
export function logCalls(): void {
  processWide().logsCalls = true;
}

/**
 * Writes down a call that failed, with the request id of Coveo's that pages show, and why; in a server only: a command
 * says it in its own output. The address is left out, for it may name an item.
 */
export function logFailedCall(failure: CallFailure): void {
  if (!processWide().logsCalls) return;
  const { call, method, kind, status, code, message, requestId, ms, attempts } = failure;
  const why = { method, kind, status, code, message, coveoRequestId: requestId };
  log('info', 'a call to Coveo failed', { call, ...why, ms, attempts: attempts.length });
}
