'use client';

import { useZonedText } from '../shown-zone';

/** A sentence that was written in UTC about the time of `near` (ISO), its moments told in the zone of the page. */
export function ZonedText({ text, near }: { text: string; near: string }) {
  return useZonedText(near)(text);
}
