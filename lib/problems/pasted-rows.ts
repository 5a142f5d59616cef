import { flattenMeta, metaText } from '@/lib/evidence/meta';
import type { Facts, Span } from '@/lib/paste/facts';
import type { Sign } from './error-signs';
import { isForeign, quoted } from './paste-signs';
import { countOf } from './phrasing';
import type { Claim, ClaimedRow, FailedRow, LiveDoor } from './problem';

/** A pasted log row that a problem claims as its own, with where it stands. */
export interface PastedRow extends ClaimedRow {
  readonly span: Span;
}

type ReadRow = FailedRow & { readonly span: Span };

/** More rows than these are not marked in the text: they say the same. */
const MAX_MARKED_ROWS = 5;
/** How far into a row the deciding word is looked for, in characters. */
const MAX_ROW_TEXT = 4_000;

/** Every problem asks for the same rows: their `meta` is read once. */
const readBefore = new WeakMap<Facts, readonly ReadRow[]>();

/** The pasted log rows that a live door claims, in the order of the text; none in another vendor's exchange. */
export function claimedRows(facts: Facts, live: Pick<LiveDoor, 'claim'>): PastedRow[] {
  if (isForeign(facts)) return [];
  return failedRows(facts).flatMap((failed) => {
    const claim = live.claim?.(failed) ?? null;
    return claim === null ? [] : [{ ...failed, claim }];
  });
}

function failedRows(facts: Facts): readonly ReadRow[] {
  const known = readBefore.get(facts);
  if (known !== undefined) return known;
  const rows = facts.rows.read.flatMap(({ row, span }) =>
    row.result === 'COMPLETED' ? [] : [{ row, meta: flattenMeta(row.meta), span }],
  );
  readBefore.set(facts, rows);
  return rows;
}

/**
 * What claimed rows show, as a sign: as sure as the surest of them, quoting the first. `telling` finds the deciding
 * characters within a row. Null when no row is claimed.
 */
export function rowSign(facts: Facts, rows: readonly PastedRow[], telling: RegExp): Sign | null {
  const first = rows.find(({ claim }) => claim === surest(rows));
  if (first === undefined) return null;
  const { row, meta, claim } = first;
  const place = [row.operation, row.task, row.result].filter((word) => word !== '').join(', ');
  const text = metaText(meta).replace(/\s+/g, ' ').trim();
  return {
    by: 'message',
    confidence: claim,
    reasons: [
      `${countOf(rows.length, 'log row says', 'log rows say')} so: ${place}${text === '' ? '' : `, “${quoted({ ...facts, text }, [0, text.length])}”`}.`,
    ],
    spans: rows.slice(0, MAX_MARKED_ROWS).map(({ span }) => decidingSpan(facts, span, telling)),
  };
}

function surest(rows: readonly PastedRow[]): Claim | undefined {
  const claims: readonly Claim[] = ['certain', 'likely', 'possible'];
  return claims.find((claim) => rows.some((row) => row.claim === claim));
}

/** The first match within a stretch of the text; the stretch itself when there is none. */
function decidingSpan({ text }: Facts, [start, end]: Span, telling: RegExp): Span {
  const found = telling.exec(text.slice(start, Math.min(end, start + MAX_ROW_TEXT)));
  return found === null ? [start, end] : [start + found.index, start + found.index + found[0].length];
}
