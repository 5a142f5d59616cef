import { formatCount } from '@/lib/problems/phrasing';

/** How a number stands to the usual one: an arrow, and words that need no colour. */
export interface Deviation {
  readonly direction: 'up' | 'down' | 'level';
  /** "52 % · usual 2,400" beside the arrow, "as usual", "usually 0". */
  readonly text: string;
  /** Share of the usual that is gone (negative) or added, as a fraction; null where the usual is 0. */
  readonly share: number | null;
}

/** Within this share of the usual a number counts as usual (a judgement). */
const LEVEL_SHARE = 0.05;
/** Below this, on both sides, numbers are too small for a deviation to mean anything (a judgement). */
export const SMALL = 10;
/** From here on a rise is told in times and not in percent. */
const TIMES = 9;

/** Compares a number with its usual. */
export function deviation(newest: number, usual: number): Deviation {
  if (newest === usual) return { direction: 'level', text: 'as usual', share: 0 };
  if (newest < SMALL && usual < SMALL) {
    const text = usual === 0 ? 'usually 0' : `usual ${formatCount(usual)}`;
    return { direction: 'level', text, share: null };
  }
  if (usual === 0) return { direction: 'up', text: 'usually 0', share: null };
  const share = (newest - usual) / usual;
  const direction = Math.abs(share) <= LEVEL_SHARE ? 'level' : share > 0 ? 'up' : 'down';
  if (direction === 'level') return { direction, text: `near usual ${formatCount(usual)}`, share };
  if (share >= TIMES) {
    return {
      direction,
      text: `${formatCount(Math.round(newest / usual))} × usual ${formatCount(usual)}`,
      share,
    };
  }
  return { direction, text: `${Math.round(Math.abs(share) * 100)} % · usual ${formatCount(usual)}`, share };
}
