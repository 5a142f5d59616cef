'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { zonedText } from '@/lib/health/zoned-moment';

const ShownZone = createContext('UTC');

/** Tells the times of what it holds in a time zone. Whatever stands in none tells UTC. */
export function InZone({ zone, children }: { zone: string; children: ReactNode }) {
  return <ShownZone value={zone}>{children}</ShownZone>;
}

/** The time zone in which times are told here. */
export function useShownZone(): string {
  return useContext(ShownZone);
}

/** What tells the moments of a sentence, which was written in UTC about the time of `near` (ISO), in the zone that is shown. */
export function useZonedText(near: string): (text: string) => string {
  const zone = useShownZone();
  return (text) => (zone === 'UTC' ? text : zonedText(text, zone, near));
}

/** A time zone's name as one reads it. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}
