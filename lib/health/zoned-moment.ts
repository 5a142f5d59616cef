import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import { formatMoment } from '@/lib/problems/phrasing';

/** Whether a text names a time zone that can be told the time in, such as `Europe/Paris` or `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A moment in a time zone, with the year and the zone's offset: "Tue 17 Nov 2026 03:00 GMT+1". */
export function formatZoned(iso: string, zone: string): string {
  if (Number.isNaN(toMs(iso))) return iso;
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(toMs(iso));
  return parts.replace(/,/g, '');
}

/** A moment in a time zone, short: "Tue 17 Nov 03:00", with the zone's offset "Tue 17 Nov 03:00 CET". */
export function formatBrief(iso: string, zone: string, offset: boolean): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    ...(offset ? { timeZoneName: 'short' as const } : {}),
  }).format(toMs(iso));
  return parts.replace(/,/g, '');
}

/** A moment as pages write it where they name none but its zone: "Tue 17 Nov 02:00 UTC", "Tue 17 Nov 03:00 CET". */
export function formatIn(iso: string, zone: string): string {
  return zone === 'UTC' || Number.isNaN(toMs(iso)) ? formatMoment(iso) : formatBrief(iso, zone, true);
}

/** How much a zone is ahead of UTC at a moment, epoch ms; in ms, and negative where it is behind. */
export function zoneOffsetMs(at: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const there = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return there - Math.floor(at / 1000) * 1000;
}

/** A moment in a time zone to the second, as columns show it: "17 Nov 03:00:13". */
export function formatToSecond(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(toMs(iso));
  return parts.replace(/,/g, '');
}

const MOMENT = /\b[A-Z][a-z]{2} (\d{1,2}) ([A-Z][a-z]{2,3}) (\d{2}):(\d{2}) UTC\b/g;

/**
 * A sentence with its moments, which stand in it in UTC and without a year (`formatMoment`), told in a time zone. The
 * year is that of `near` (ISO) or one beside it, by the weekday; a moment that fits none stays as it is.
 */
export function zonedText(text: string, zone: string, near: string): string {
  return text.replace(
    MOMENT,
    (written: string, day: string, _month: string, hour: string, minute: string) => {
      const middle = toMs(near);
      for (let days = 0; days <= 366; days++) {
        for (const sign of [-1, 1]) {
          const date = toIso(middle + sign * days * DAY_MS).slice(0, 10);
          if (Number(date.slice(8)) !== Number(day)) continue;
          const iso = `${date}T${hour}:${minute}:00.000Z`;
          if (formatMoment(iso) === written) return formatZoned(iso, zone);
        }
      }
      return written;
    },
  );
}
