import { readDate } from '@/lib/evidence/time';
import type { RowFact } from './facts';

/** The moment of a log row, and how well it is known. */
export type RowMoment = Pick<RowFact, 'dated'> & { readonly at: string };

/** The place in time of a row whose date cannot be read: no moment that anybody may be shown. */
const UNDATED: RowMoment = { at: '2000-01-01T00:00:00.000Z', dated: 'not' };

const DAY_ONLY = /^\s*\d{4}-\d\d-\d\d\s*$/;
const TIME = String.raw`(?:[\s,T]{1,3}(?:um |at |à |a las |a la )?(\d{1,2})(?:[:.]| ?h ?)(\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?(?: Uhr)?(?: ?([ap])\.? ?m\.?)?(?: ?(Z|UTC|GMT|\(UTC\)|[+-]\d\d:?\d\d))?)?$`;
/** 2026-02-19, 2026/02/19 */
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}`, 'i');
/** 19.02.2026, 2/19/2026, 19-02-2026 */
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4})${TIME}`, 'i');
/** 19 févr. 2026, 19. Februar 2026, 19 de febrero de 2026; Feb 19, 2026 */
const DAY_NAMED = new RegExp(
  String.raw`^(?:\p{L}{2,12}\.?,? )?(\d{1,2})(?:\.|er)?[ -](?:de )?(\p{L}{3,10})\.?[ ,-](?: |de )?(\d{4})${TIME}`,
  'iu',
);
const MONTH_NAMED = new RegExp(
  String.raw`^(?:\p{L}{3,10}\.?, )?(\p{L}{3,10})\.? (\d{1,2}),? (\d{4})${TIME}`,
  'iu',
);

/** How the names of the months begin in English, French, German and Spanish, without their accents. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|ene)/,
  /^(?:feb|fev)/,
  /^mar|^maerz/,
  /^(?:apr|avr|abr)/,
  /^(?:mai|may)/,
  /^(?:jun|juin)/,
  /^(?:jul|juil)/,
  /^(?:aug|aou|ago)/,
  /^sep/,
  /^(?:oct|okt)/,
  /^nov/,
  /^(?:dec|dez|dic)/,
];

/**
 * The date of a log row as the API writes it, or as the console shows it in English, French, German or Spanish. What
 * the console shows is in the zone of whoever looked: a moment without a zone is given as if it were UTC, and said to
 * be without. Where day and month could be the other way round, or nothing can be read, the row is not dated.
 */
export function readRowDate(value: unknown): RowMoment {
  const api = typeof value === 'string' && DAY_ONLY.test(value) ? null : readDate(value);
  if (api !== null) return { at: api, dated: 'in UTC' };
  if (typeof value !== 'string' || value.length > 60) return UNDATED;
  return readWritten(value.trim().replace(/\s+/g, ' ')) ?? UNDATED;
}

function readWritten(text: string): RowMoment | null {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) return momentOf(first[1], first[3], first[4], first.slice(5));
  const last = YEAR_LAST.exec(text);
  if (last !== null) {
    const [, one = '', mark, other = '', year, ...time] = last;
    const isDayFirst = mark === '.' || Number(one) > 12 || one === other;
    if (!isDayFirst && Number(other) <= 12) return null;
    return isDayFirst ? momentOf(year, other, one, time) : momentOf(year, one, other, time);
  }
  const day = DAY_NAMED.exec(text);
  if (day !== null) return momentOf(day[3], monthOf(day[2]), day[1], day.slice(4));
  const month = MONTH_NAMED.exec(text);
  return month === null ? null : momentOf(month[3], monthOf(month[1]), month[2], month.slice(4));
}

function monthOf(name = ''): string | undefined {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const index = MONTHS.findIndex((pattern) => pattern.test(plain));
  return index === -1 ? undefined : String(index + 1);
}

type Part = string | undefined;

function momentOf(year: Part, month: Part, day: Part, time: readonly Part[]): RowMoment | null {
  const [hour, minute, second, fraction, half, zone] = time;
  if (year === undefined || month === undefined || day === undefined || hour === undefined) return null;
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const two = (part: Part | number) => String(part ?? 0).padStart(2, '0');
  const isUtc = zone === undefined || /^(?:Z|GMT|\(?UTC\)?)$/i.test(zone);
  const iso = `${year}-${two(month)}-${two(day)}T${two(hours)}:${two(minute)}:${two(second)}.${(fraction ?? '').padEnd(3, '0').slice(0, 3)}`;
  const at = readDate(`${iso}${isUtc ? 'Z' : zone}`);
  return at === null ? null : { at, dated: zone === undefined ? 'without zone' : 'in UTC' };
}
