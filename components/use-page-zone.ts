'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { isTimeZone } from '@/lib/health/zoned-moment';
import { useHereZone } from './use-here-zone';
import { useShortcut } from './use-shortcut';

/**
 * In which time zone a page tells its times: as the address says in `?zone=`, else UTC. It is kept nowhere else, so a
 * link changes nothing that its reader prefers. `z` goes to the browser's own zone and back to UTC.
 */
export function usePageZone(): {
  readonly zone: string;
  /** It came with the address, and nobody has chosen on the page since. */
  readonly linked: boolean;
  /** What the address names as a zone, where that is none. */
  readonly unknown: string | null;
  readonly setZone: (zone: string) => void;
} {
  const [named, setNamed] = useQueryState('zone', parseAsString);
  const [chosen, setChosen] = useState(false);
  const here = useHereZone();
  const isKnown = named === null || isTimeZone(named);
  const zone = named !== null && isKnown ? named : 'UTC';
  const setZone = (next: string) => {
    setChosen(true);
    void setNamed(next === 'UTC' ? null : next);
  };
  useShortcut('z', () => setZone(zone === 'UTC' ? (here ?? 'UTC') : 'UTC'));
  return { zone, linked: named !== null && !chosen, unknown: isKnown ? null : named, setZone };
}
