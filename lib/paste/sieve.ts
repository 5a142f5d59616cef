import type { WordHit } from './words';

/** A phrase of the vocabulary, where it stands. */
export interface FoundPhrase {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What is kept of the words of a text: all of its beginning, of each kind of stretch the first few wherever they stand,
 * what stands around these, and the end. A stretch is a line, or an object in a line; stretches are of one kind where
 * the reader finds the same words in them. A log of one line a million times then costs little, and what stands in it
 * only once is not hidden by the bounds.
 */
export interface Sieve {
  readonly hits: WordHit[];
  readonly phrases: FoundPhrase[];
  /** Where the present stretch begins: in the text, in `hits` and in `phrases`. */
  from: number;
  hitsFrom: number;
  phrasesFrom: number;
  /** The hash of what was found in the present stretch. */
  kind: number;
  readonly kinds: Map<number, { kept: number; leftOut: number }>;
  /** The stretches that are kept, in order. */
  readonly stretches: KeptStretch[];
  /** The newest stretches that were not kept, oldest first. */
  waiting: Stretch[];
  /** So many stretches more are kept, because something rare stands before them. */
  following: number;
}

/** A stretch that is kept, by its place; `beside` where only what stands near it made it stay. */
export interface KeptStretch {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly beside: boolean;
  /** Its place among those that are kept. */
  readonly index: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
  readonly hits: readonly WordHit[];
  readonly phrases: readonly FoundPhrase[];
}

/** So many words are kept whatever they are: a paste of this length is read as a whole. */
const ALWAYS = 4_000;
/** The most words that are kept, and the most where a stretch is of a kind that was not there before. */
const MAX_KEPT = 60_000;
const MAX_NEW = 90_000;
/** So many stretches of a kind are kept behind the beginning. */
const FEW = 20;
/** How many stretches are kept before and behind one that is, and how far away the ones before may stand. */
const AROUND = 16;
const REACH = 6_000;
/** A stretch of more words ends there: some texts have neither lines nor objects. */
export const LONGEST_STRETCH = 64;
/** The most kinds that are told apart. */
const MAX_KINDS = 20_000;

/** A sieve in which nothing is yet. */
export function emptySieve(): Sieve {
  return {
    hits: [],
    phrases: [],
    from: 0,
    hitsFrom: 0,
    phrasesFrom: 0,
    kind: 0,
    kinds: new Map(),
    stretches: [],
    waiting: [],
    following: 0,
  };
}

/** Ends the present stretch at an offset: keeps it, or lets it wait for something rare that comes near. */
export function endStretch(sieve: Sieve, at: number): void {
  const { hits, phrases, hitsFrom, phrasesFrom } = sieve;
  if (hits.length > hitsFrom || phrases.length > phrasesFrom) endFull(sieve, at);
  sieve.from = at;
}

function endFull(sieve: Sieve, to: number): void {
  const { hits, phrases, hitsFrom, phrasesFrom, from, kind } = sieve;
  sieve.kind = 0;
  const count = countOf(sieve, kind);
  const size = hits.length + phrases.length;
  if (size <= ALWAYS) {
    sieve.following = AROUND;
    keep(sieve, { from, to, kind, beside: false });
  } else if (count.kept < FEW && size <= (count.kept === 0 ? MAX_NEW : MAX_KEPT)) {
    if (sieve.waiting.length > 0) takeBack(sieve, AROUND, from);
    sieve.following = AROUND;
    keep(sieve, { from, to, kind, beside: false });
  } else if (sieve.following > 0 && size <= MAX_KEPT) {
    sieve.following -= 1;
    keep(sieve, { from, to, kind, beside: true });
  } else {
    count.leftOut += 1;
    sieve.waiting.push({ from, to, kind, hits: hits.splice(hitsFrom), phrases: phrases.splice(phrasesFrom) });
    if (sieve.waiting.length > 4 * AROUND) sieve.waiting = sieve.waiting.slice(-2 * AROUND);
  }
}

/** Ends the last stretch, which ends with the text, and keeps those before it. */
export function endSieve(sieve: Sieve, length: number): void {
  endStretch(sieve, length);
  takeBack(sieve, 2 * AROUND, null);
}

/** For each offset the stretch that holds it; null where none does that is kept. Offsets must rise. */
export function stretchesAt({ stretches }: Sieve, offsets: readonly number[]): (KeptStretch | null)[] {
  let next = 0;
  return offsets.map((offset) => {
    while ((stretches[next]?.to ?? Number.POSITIVE_INFINITY) <= offset) next += 1;
    const stretch = stretches[next];
    return stretch !== undefined && stretch.from <= offset ? stretch : null;
  });
}

function countOf({ kinds }: Sieve, kind: number): { kept: number; leftOut: number } {
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const count = { kept: 0, leftOut: 0 };
  if (kinds.size < MAX_KINDS) kinds.set(kind, count);
  return count;
}

function keep(sieve: Sieve, stretch: Omit<KeptStretch, 'index'>): void {
  countOf(sieve, stretch.kind).kept += 1;
  sieve.stretches.push({ ...stretch, index: sieve.stretches.length });
  sieve.hitsFrom = sieve.hits.length;
  sieve.phrasesFrom = sieve.phrases.length;
}

/**
 * Keeps the last `most` that wait ahead of the present stretch, as far as they stand near where that begins. Without
 * one (`from` is null) the later half of them are the end of the text, and not beside anything.
 */
function takeBack(sieve: Sieve, most: number, from: number | null): void {
  const { hits, phrases } = sieve;
  const present = { hits: hits.splice(sieve.hitsFrom), phrases: phrases.splice(sieve.phrasesFrom) };
  const last = sieve.waiting.slice(-most);
  for (const [at, stretch] of last.entries()) {
    if (from !== null && from - stretch.from > REACH) continue;
    hits.push(...stretch.hits);
    phrases.push(...stretch.phrases);
    countOf(sieve, stretch.kind).leftOut -= 1;
    keep(sieve, {
      from: stretch.from,
      to: stretch.to,
      kind: stretch.kind,
      beside: from !== null || at * 2 < last.length,
    });
  }
  sieve.waiting = [];
  hits.push(...present.hits);
  phrases.push(...present.phrases);
}
