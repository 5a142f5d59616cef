import type { Facts } from '@/lib/paste/facts';
import type { Paste } from '@/lib/paste/paste';
import type { Problem } from '@/lib/problems/problem';
import type { DiagnosisReport } from './report';

/** How many problems are named when none is recognised. */
const NEAREST = 3;
/** How much of a long text is looked at for shared words. */
const MAX_TEXT = 20_000;

interface Signs {
  readonly statuses: ReadonlySet<number>;
  readonly codes: readonly string[];
  readonly words: ReadonlySet<string>;
}

/**
 * The problems that share most with a text that shows none: a status, a part of a code, words of their title. What
 * shares nothing is not named, so unrelated text has no nearest problem.
 */
export function nearestProblems(paste: Paste, problems: readonly Problem[]): DiagnosisReport['nearest'] {
  const signs = signsOf(paste.exchanges, paste.text);
  return problems
    .map((problem, order) => ({ problem, order, ...likeness(problem, signs) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, NEAREST)
    .map(({ problem, why }) => ({ problem: problem.id, title: problem.words.title, why }));
}

function signsOf(exchanges: readonly Facts[], text: string): Signs {
  const unsuccessful = exchanges.filter(({ status }) => status === null || status.value >= 400);
  return {
    statuses: new Set(unsuccessful.flatMap(({ status }) => (status === null ? [] : [status.value]))),
    codes: [...new Set(unsuccessful.flatMap(({ codes }) => codes.map(({ value }) => value.toUpperCase())))],
    words: new Set(wordsOf(text.slice(0, MAX_TEXT))),
  };
}

function likeness(problem: Problem, signs: Signs): { score: number; why: string } {
  const status = problem.signs.statuses.find((known) => signs.statuses.has(known));
  const code = closestCode(problem.signs.codes, signs.codes);
  const titleWords = [...new Set(wordsOf(problem.words.title))];
  const shared = titleWords.filter((word) => signs.words.has(word));
  // One word of a title is in many texts: it takes two, or all there are.
  const enough = shared.length >= Math.min(2, titleWords.length) ? shared : [];
  const why = [
    ...(code === null ? [] : [`a code like ${code}`]),
    ...(status === undefined ? [] : [`the status ${status}`]),
    ...(enough.length === 0
      ? []
      : [`the ${enough.length === 1 ? 'word' : 'words'} ${enough.map((w) => `“${w}”`).join(', ')}`]),
  ];
  return {
    score: (code === null ? 0 : 4) + (status === undefined ? 0 : 3) + enough.length,
    why: why.length === 0 ? '' : `It shares ${why.join(' and ')}.`,
  };
}

/** The problem's code that shares at least half of its words with a code of the text; null when none does. */
function closestCode(known: readonly string[], found: readonly string[]): string | null {
  for (const code of known) {
    const parts = code.split(/[^A-Za-z0-9]+/);
    for (const other of found) {
      const others = new Set(other.split(/[^A-Za-z0-9]+/));
      const both = parts.filter((part) => part.length > 2 && others.has(part.toUpperCase())).length;
      if (both > 0 && both * 2 >= Math.max(parts.length, others.size)) return code;
    }
  }
  return null;
}

/** Words of an error that tell nothing of which one it is. */
const COMMON = new Set(
  'error errors failed failure with from that this item items push pushed source does data call calls than request requests many have been were coveo'.split(
    ' ',
  ),
);

function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]{4,30}/g) ?? []).filter((word) => !COMMON.has(word));
}
