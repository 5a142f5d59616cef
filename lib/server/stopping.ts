import 'server-only';
import { processWide } from './process-wide';

/** Does `stop` when this process is asked to end, or soon where it already was; what comes back takes that away again. */
export function onStop(stop: () => void): () => void {
  const { stops, stopping } = processWide();
  if (stopping) queueMicrotask(stop);
  else stops.add(stop);
  return () => stops.delete(stop);
}

/** Tells everything that waits or streams to end, so that the server can close without cutting anything off. */
export function stopAll(): void {
  const shared = processWide();
  shared.stopping = true;
  for (const stop of [...shared.stops]) stop();
}

/**
 * Ends what waits or streams when this process is asked to end; Next then closes the server and ends the process. A
 * terminal that is closed asks by SIGHUP, which Next does not hear: it counts as SIGTERM, or nothing would be ended.
 */
export function stopOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stopAll);
  process.once('SIGHUP', () => process.emit('SIGTERM', 'SIGTERM'));
}
