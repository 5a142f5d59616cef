import { formatCount } from '@/lib/problems/phrasing';

/** How a number stands to the usual one: an arrow, and words that need no colour. */
export interface Deviation {
  readonly direction: 'up' | 'down' | 'level';
  /** "52 % below usual 2,400", "as usual", "usually 0". */
  readonly text: string;
  /** Share of the usual that is gone (negative) or added, as a fraction; null where the usual is 0. */
  readonly share: number | null;
}

/** Within this share of the usual a number counts as usual (a judgement). */
export const LEVEL_SHARE = 0.05;

/** Compares a number with its usual. */
export function deviation(newest: number, usual: number): Deviation {
  if (newest === usual) return { direction: 'level', text: `as usual`, share: 0 };
  if (usual === 0) return { direction: 'up', text: 'usually 0', share: null };
  const share = (newest - usual) / usual;
  if (Math.abs(share) <= LEVEL_SHARE) {
    return { direction: 'level', text: `about the usual ${formatCount(usual)}`, share };
  }
  const percent = Math.round(Math.abs(share) * 100);
  const amount =
    percent > 1000 ? `${formatCount(Math.round(newest / usual))} ×` : `${formatCount(percent)} %`;
  if (share > 0) {
    return {
      direction: 'up',
      text: `${amount} ${percent > 1000 ? '' : 'above '}usual ${formatCount(usual)}`.replace('  ', ' '),
      share,
    };
  }
  return { direction: 'down', text: `${amount} below usual ${formatCount(usual)}`, share };
}
