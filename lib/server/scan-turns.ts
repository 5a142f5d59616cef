import 'server-only';
import { processWide } from './process-wide';

/** Scans that run at a time in this process: each holds up to 200,000 rows, and asks Coveo two logs calls at a time. */
export const SCANS_AT_A_TIME = 4;

/** Waits until fewer than `SCANS_AT_A_TIME` scans run, does `work`, and lets the next one on. An abort ends the wait. */
export async function inTurn<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { turns } = processWide();
  if (signal.aborted) return work();
  if (turns.running < SCANS_AT_A_TIME) turns.running++;
  else if (!(await turnCame(turns.waiting, signal))) return work();
  try {
    return await work();
  } finally {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.running--;
  }
}

/** False where the wait was ended by the signal: what then runs ends at once, and takes nobody's turn. */
function turnCame(waiting: (() => void)[], signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const come = () => {
      signal.removeEventListener('abort', leave);
      resolve(true);
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(come), 1);
      resolve(false);
    };
    waiting.push(come);
    signal.addEventListener('abort', leave, { once: true });
  });
}
