import { toIso } from '@/lib/evidence/time';

/** What a person's text is as a moment: ISO in UTC, or why it is none. */
export type MomentInput =
  | { readonly state: 'ok'; readonly iso: string }
  | { readonly state: 'error'; readonly why: string };

const NOT_A_MOMENT: MomentInput = {
  state: 'error',
  why: 'Not a time. Use 2026-11-17T02:00Z, or epoch seconds or milliseconds.',
};

/**
 * Reads a time as people paste it: ISO 8601 (UTC where it names no zone), or an epoch stamp in seconds (10 digits),
 * milliseconds (13), microseconds (16) or nanoseconds (19).
 */
export function readMomentInput(text: string): MomentInput {
  const trimmed = text.trim();
  if (/^\d{10}(\d{3}){0,3}$/.test(trimmed))
    return { state: 'ok', iso: toIso(Number(trimmed.padEnd(13, '0').slice(0, 13))) };
  const parts =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i.exec(trimmed);
  if (parts === null) return NOT_A_MOMENT;
  const [, day, time = '00:00', zone = 'Z'] = parts;
  const offset = /^(z|utc)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const ms = Date.parse(`${day}T${time.replace(',', '.')}${offset}`);
  return Number.isNaN(ms) ? NOT_A_MOMENT : { state: 'ok', iso: toIso(ms) };
}
