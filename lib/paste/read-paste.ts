import { redactSecrets } from '@/lib/redaction/redact';
import { bareIdentifier } from './bare-identifier';
import type { PlacedCredential } from './credential-facts';
import { observeCredentials } from './credentials';
import { decode } from './decode';
import { type ExchangeInput, readExchange } from './exchange-facts';
import type { Facts, Span } from './facts';
import { emptyGroup, type Group } from './grouping';
import { keptGroups } from './kept-groups';
import { nearestOf } from './nearest';
import type { Paste } from './paste';
import { readGroups } from './read-groups';
import { lexiconFor } from './read-marks';
import { findBodies } from './response-body';
import { shadowOf } from './shadow';
import type { Vocabulary } from './vocabulary';
import type { Lexicon, WordScan } from './words';

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
  const { groups, marks, scan, leftOut } = readGroups(shadow, lexicon);
  const { kept, leftOut: overBound } = keptGroups(groups, scan.phrases);
  if (kept.length === 0 && shadow.trim() !== '') kept.push(wholeText(shadow));
  findBodies(shadow, groups, new Set(kept));
  const owners = { marks: nearestOf(marks, kept), phrases: nearestOf(scan.phrases, kept) };
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
  for (const [at, mark] of marks.entries()) inputs[owners.marks[at] ?? -1]?.marks.push(mark);
  for (const [at, phrase] of scan.phrases.entries()) inputs[owners.phrases[at] ?? -1]?.phrases.push(phrase);
  give(inputs, idsOf(scan), (one, id) => one.sources.push([id.start, id.end]));
  give(inputs, credentialsOf(raw, text), (one, credential) => one.credentials.push(credential));
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

function give<T extends { readonly start: number; readonly end: number }>(
  inputs: readonly ExchangeInput[],
  things: readonly T[],
  to: (input: ExchangeInput, thing: T) => void,
): void {
  const owners = nearestOf(
    things,
    inputs.map(({ group }) => group),
  );
  for (const [at, thing] of things.entries()) {
    const owner = inputs[owners[at] ?? -1];
    if (owner !== undefined) to(owner, thing);
  }
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

/** What was seen of the credentials, at their places in the text without secrets. */
function credentialsOf(raw: string, text: string): PlacedCredential[] {
  if (!/authorization/i.test(raw)) return [];
  const seen = observeCredentials(shadowOf(raw));
  const placed = observeCredentials(shadowOf(text));
  const paired = seen.length === placed.length;
  return placed.map(({ start, end, observed }, at) => {
    const before = paired ? seen[at]?.observed : undefined;
    return { start, end, ...(before ?? observed) };
  });
}

/** A paste that shows nothing: one stretch of prose. */
function wholeText(text: string): Group {
  return emptyGroup({ start: text.length - text.trimStart().length, end: text.trimEnd().length });
}
