import { type TimeWindow, toIso, zonedMs } from '@/lib/evidence/time';

/** What an address leaves to the moment, or to whoever looks, and what it is on the page that is sent on. */
export interface SharedTimes {
  /** The window that is shown: it takes the place of one that is reckoned from now. */
  readonly window?: TimeWindow;
  /** Since when what is listed was seen, ISO: it takes the place of an age. */
  readonly since?: string;
  /** The time zone in which times are told; UTC needs no mention, because every page begins with it. */
  readonly zone?: string;
}

/** The link to a page as it is shown now: `address` is the page's own; what it says beside times stays as it is. */
export function sharedLink(address: string, { window, since, zone }: SharedTimes): string {
  const url = new URL(address);
  if (window !== undefined) {
    url.searchParams.set('from', window.from);
    url.searchParams.set('to', window.to);
  }
  if (since !== undefined) url.searchParams.set('since', since);
  if (zone === 'UTC') url.searchParams.delete('zone');
  if (zone === undefined || zone === 'UTC') return url.href;
  url.searchParams.set('zone', zone);
  // A slash is allowed in a query, and zones are easier to read with it.
  const written = encodeURIComponent(zone);
  return url.href.replace(`zone=${written}`, `zone=${written.replaceAll('%2F', '/')}`);
}

/** The moment in a link, ISO in UTC; null where the text is none: without a zone it would be another one elsewhere. */
export function linkedMoment(text: string): string | null {
  const ms = zonedMs(text);
  return Number.isNaN(ms) ? null : toIso(ms);
}
