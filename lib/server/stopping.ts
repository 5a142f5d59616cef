import 'server-only';
import { processWide } from './process-wide';

/** Does `stop` when this process is asked to end; what comes back takes that away again. */
export function onStop(stop: () => void): () => void {
  const { stops } = processWide();
  stops.add(stop);
  return () => stops.delete(stop);
}

/** Tells everything that waits or streams to end, so that the server can close without cutting anything off. */
export function stopAll(): void {
  for (const stop of [...processWide().stops]) stop();
}

/** Ends what waits or streams when this process is asked to end; Next then closes the server and ends the process. */
export function stopOnSignal(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stopAll);
}
