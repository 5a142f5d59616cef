import type { TimeWindow } from '@/lib/evidence/time';

/** Where a window lies against what was read: touching it, wholly before it, or wholly after it. */
export type WindowPlace = 'read' | 'before' | 'after';

/** Where `window` lies; `judged` is all that could be read. Both are ISO in UTC. */
export function windowPlace(window: TimeWindow, judged: TimeWindow): WindowPlace {
  if (window.to <= judged.from) return 'before';
  return window.from >= judged.to ? 'after' : 'read';
}
