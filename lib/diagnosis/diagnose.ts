import type { Facts } from '@/lib/paste/facts';
import { readPaste } from '@/lib/paste/read-paste';
import type { PasteDoor, Problem, Recognition } from '@/lib/problems/problem';
import { PROBLEMS } from '@/lib/problems/problems';
import { decidingCurl } from './deciding-request';
import { namedFacts } from './named-facts';
import { nearestProblems } from './nearest-problems';
import { notesOn } from './notes';
import type { Diagnosis, DiagnosisReport } from './report';
import { vocabularyOf } from './vocabulary-of';

/** How a paste is looked at. */
export interface DiagnoseOptions {
  /** When one looks, ISO: what lies in the future is told from it. Null where that is not known. */
  readonly now: string | null;
}

/** Everything one needs to diagnose: the problems that a paste can show, and what the reader must know of them. */
const RECOGNISED: readonly (Problem & { readonly paste: PasteDoor })[] = PROBLEMS.flatMap((problem) =>
  problem.paste ? [{ ...problem, paste: problem.paste }] : [],
);
const VOCABULARY = vocabularyOf(RECOGNISED);

/**
 * Reads a pasted text (or the bytes of a file) and says which known problems it shows, the surest first. Any input is
 * safe: it never throws, and takes time in proportion to its length. Secrets are removed before any rule sees it.
 */
export function diagnose(input: string | Uint8Array, { now }: DiagnoseOptions): DiagnosisReport {
  const paste = readPaste(input, VOCABULARY, { now });
  const recognised = paste.exchanges.map((facts) => ({ facts, ...recogniseIn(facts) }));
  const all = recognised.flatMap(({ facts, found }) => found.map((one) => ({ facts, ...one })));
  const described = isDescription(all);
  const diagnoses = rank(described ? all.map(asPossible) : all);
  return {
    text: paste.text,
    diagnoses,
    nearest: diagnoses.length > 0 ? [] : nearestProblems(paste, PROBLEMS),
    facts: namedFacts(paste.exchanges),
    redactions: paste.redactions,
    parts: paste.exchanges.map(({ exchange, kind, span }) => ({ exchange, kind, span })),
    notes: [...(described ? [DESCRIPTION] : []), ...notesOn(paste, diagnoses), ...brokenRules(recognised)],
  };
}

/** Nobody meets so many problems at once; a text that names them is about errors. */
const DESCRIBED_PROBLEMS = 5;
const DESCRIPTION =
  'This reads like a text about errors, such as documentation, and not like one: it names many, and shows no call and no answer.';

/** Whether a paste only speaks of problems: many of them, none for certain, and no call, answer or row beside them. */
function isDescription(found: readonly (Found & { facts: Facts })[]): boolean {
  return (
    new Set(found.map(({ problem }) => problem.id)).size >= DESCRIBED_PROBLEMS &&
    found.every(
      ({ recognition, facts }) =>
        recognition.confidence !== 'certain' &&
        facts.request === null &&
        (facts.response?.headers ?? []).length === 0 &&
        facts.rows.total === 0,
    )
  );
}

function asPossible<T extends Found>(one: T): T {
  return { ...one, recognition: { ...one.recognition, confidence: 'possible' } };
}

interface Found {
  readonly problem: Problem;
  readonly recognition: Recognition;
}

/** Which problems the facts of one exchange show, and which rules broke over them. */
function recogniseIn(facts: Facts): { found: Found[]; broken: string[] } {
  const found: Found[] = [];
  const broken: string[] = [];
  for (const problem of RECOGNISED) {
    try {
      const recognition = problem.paste.recognise(facts);
      if (recognition !== null) found.push({ problem, recognition });
    } catch {
      broken.push(problem.words.title);
    }
  }
  return { found: withoutEchoes(found), broken };
}

/** A guess from the very characters that a sure diagnosis explains tells nothing more. */
function withoutEchoes(found: readonly Found[]): Found[] {
  const certain = found.filter(({ recognition }) => recognition.confidence === 'certain');
  if (certain.length === 0) return [...found];
  return found.filter(
    ({ recognition }) =>
      recognition.confidence !== 'possible' ||
      !recognition.spans.every(([start, end]) =>
        certain.some((sure) => sure.recognition.spans.some(([from, to]) => start < to && from < end)),
      ),
  );
}

const SURENESS = { certain: 0, likely: 1, possible: 2 } as const;

/** Surest first; equally sure ones in the order of the text, and in that of the catalogue. */
function rank(found: readonly (Found & { facts: Facts })[]): Diagnosis[] {
  const seen = new Map<string, Set<number>>();
  for (const { problem, facts } of found) {
    const exchanges = seen.get(problem.id) ?? new Set();
    seen.set(problem.id, exchanges.add(facts.exchange));
  }
  return found
    .map((one, order) => ({ ...one, order }))
    .sort(
      (a, b) =>
        SURENESS[a.recognition.confidence] - SURENESS[b.recognition.confidence] ||
        a.facts.exchange - b.facts.exchange ||
        a.order - b.order,
    )
    .map(({ problem, recognition, facts }) => ({
      problem: problem.id,
      title: problem.words.title,
      confidence: recognition.confidence,
      reasons: recognition.reasons,
      spans: recognition.spans,
      owner: recognition.inRequest === undefined ? problem.words.actor : 'client',
      firstStep: recognition.inRequest ?? null,
      retryable: problem.words.retryable,
      retryAfter: recognition.retryAfter ?? problem.words.retryAfter,
      exchange: facts.exchange,
      alsoIn: (seen.get(problem.id)?.size ?? 1) - 1,
      wrongIf: recognition.wrongIf,
      decidedBy:
        recognition.decidedBy === null
          ? null
          : { tells: recognition.decidedBy.tells, curl: decidingCurl(recognition.decidedBy, facts) },
    }));
}

/** A rule that broke is never taken for a clear answer. */
function brokenRules(recognised: readonly { broken: readonly string[] }[]): string[] {
  const titles = [...new Set(recognised.flatMap(({ broken }) => broken))];
  return titles.map((title) => `The rule for “${title}” broke on this text: it was not checked.`);
}
