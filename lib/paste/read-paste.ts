import { redactSecrets } from '@/lib/redaction/redact';
import { bareIdentifier } from './bare-identifier';
import type { PlacedCredential } from './credential-facts';
import { authorizationNames, observeCredential } from './credentials';
import { decode } from './decode';
import { type ExchangeInput, readExchange } from './exchange-facts';
import type { Facts, Span } from './facts';
import { emptyGroup, type Group } from './grouping';
import { keptGroups } from './kept-groups';
import type { Lexicon } from './lexicon';
import { nearestOf } from './nearest';
import type { Paste } from './paste';
import { readGroups } from './read-groups';
import { lexiconFor } from './read-marks';
import { findBodies } from './response-body';
import { shadowOf } from './shadow';
import type { Vocabulary } from './vocabulary';
import type { WordScan } from './words';

/** Building a lexicon costs more than reading a short paste. */
const LEXICONS = new WeakMap<Vocabulary, Lexicon>();

/**
 * Reads a pasted text, or the bytes of a file, into facts: one for each HTTP call, or each error that stands on its
 * own. Any input is safe: it never throws, and takes time in proportion to its length. Secrets are removed before
 * anything is read; only how a token was sent is told, without it. All spans point into the text that is returned.
 */
export function readPaste(
  input: string | Uint8Array,
  vocabulary: Vocabulary,
  { now }: { readonly now: string | null },
): Paste {
  const raw = decode(input);
  const { text, redactions } = redactSecrets(raw);
  const lexicon = LEXICONS.get(vocabulary) ?? lexiconFor(vocabulary);
  LEXICONS.set(vocabulary, lexicon);
  const shadow = shadowOf(text);
  const reading = readGroups(shadow, lexicon);
  const { groups, marks, scan, leftOut } = reading;
  const { kept, others, leftOut: overBound } = keptGroups(reading);
  if (kept.length === 0 && shadow.trim() !== '') kept.push(wholeText(shadow));
  findBodies(shadow, groups, new Set(kept));
  const place = placesIn(kept, others);
  const inputs: ExchangeInput[] = kept.map((group, index) => ({
    group,
    index,
    text: shadow,
    limit: kept[index + 1]?.start ?? shadow.length,
    marks: [],
    phrases: [],
    sources: [],
    credentials: [],
    bare: kept.length === 1 ? bareIdentifier(shadow) : null,
  }));
  const give = <T extends Placed>(things: readonly T[], to: (input: ExchangeInput, thing: T) => void) => {
    const owners = place(things);
    for (const [at, thing] of things.entries()) {
      const owner = inputs[owners[at] ?? -1];
      if (owner !== undefined) to(owner, thing);
    }
  };
  give(marks, (one, mark) => one.marks.push(mark));
  give(scan.phrases, (one, phrase) => one.phrases.push(phrase));
  give(idsOf(scan), (one, id) => one.sources.push([id.start, id.end]));
  const observe = observer(raw, text);
  give(observe.names, (one, name) => {
    const credential = one.credentials.length < MAX_CREDENTIALS ? observe.at(name) : null;
    if (credential !== null) one.credentials.push(credential);
  });
  const paste = {
    text,
    now,
    addresses: marks.filter((mark) => mark.type === 'address'),
    signs: marks.filter((mark) => mark.type === 'sign'),
  };
  return {
    text,
    redactions,
    exchanges: inOrder(inputs.map((one) => readExchange(one, paste))),
    exchangesLeftOut: overBound + leftOut,
  };
}

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** Tells for things in the order of the text which of the kept exchanges each belongs to: its index, or -1 for none. */
function placesIn(kept: readonly Group[], others: readonly Group[]): (things: readonly Placed[]) => number[] {
  if (others.length === 0) return (things) => nearestOf(things, kept);
  const indexes = new Map(kept.map((group, index) => [group, index]));
  const all = [...kept, ...others].sort((a, b) => a.start - b.start);
  return (things) =>
    nearestOf(things, all).map((at) => indexes.get(all[at] ?? emptyGroup({ start: 0, end: 0 })) ?? -1);
}

/** Stretches of neighbours do not overlap. */
function inOrder(exchanges: readonly Facts[]): Facts[] {
  let from = 0;
  return exchanges.map((facts, index) => {
    const [start, end] = facts.span;
    const next = exchanges[index + 1]?.span[0] ?? facts.text.length;
    const span: Span = [Math.max(from, start), Math.max(from, start, Math.min(end, Math.max(next, start)))];
    from = span[1];
    return { ...facts, span };
  });
}

/** Source ids that stand on their own: 26 characters beside a hyphen and the organization. */
function idsOf(scan: WordScan): { start: number; end: number }[] {
  return scan.hits.filter(({ role }) => role === 'id').map(({ start, end }) => ({ start, end }));
}

/** The most Authorization headers of one exchange that are looked at. */
const MAX_CREDENTIALS = 8;

/** Where Authorization headers stand in the text without secrets, and what each showed while it had its secret. */
function observer(raw: string, text: string) {
  const names = authorizationNames(text);
  const before = raw === text || names.length === 0 ? names : authorizationNames(raw);
  const whole = before.length === names.length ? raw : text;
  return {
    names: names.map((start, index) => ({ start, end: start + 1, index })),
    at({ start, index }: { readonly start: number; readonly index: number }): PlacedCredential | null {
      const placed = observeCredential(text, start);
      if (placed === null) return null;
      const seen = whole === text ? placed : observeCredential(whole, before[index] ?? 0);
      return { start: placed.start, end: placed.end, ...(seen ?? placed).observed };
    },
  };
}

/** A paste that shows nothing: one stretch of prose. */
function wholeText(text: string): Group {
  return emptyGroup({ start: text.length - text.trimStart().length, end: text.trimEnd().length });
}
