import type { Problem } from './problem';

/** Words before a status that only say that one follows: "HTTP 413", "status code 429". */
const BEFORE_STATUS = /\b(?:(?:https?|status|code|error)[\s:/]+)+(?=[1-5](?:\d\d|xx)\b)/gi;

/** No more of a query than this is looked at, in characters: who pastes a whole error finds by its beginning. */
const MAX_QUERY = 500;

/** What of a problem is looked into: what names it counts more than what is said of it. */
interface Entry {
  readonly problem: Problem;
  /** Id and codes without anything but letters and digits: `INVALID_JSON`, “invalid json” and `invalidJson` are one. */
  readonly names: readonly string[];
  readonly heading: readonly string[];
  readonly rest: readonly string[];
}

/**
 * The problems that fit a query, the best first: those that it names by id or code, then those whose title, codes or
 * statuses hold all its words, then those that hold them anywhere. A word fits where one begins with it; `5xx` is
 * every status from 500 on. Case, underscores, dashes and blanks make no difference. An empty query gives all
 * problems in their order, and so does order among equals.
 */
export function searchProblems(problems: readonly Problem[], asked: string): readonly Problem[] {
  const query = asked.slice(0, MAX_QUERY);
  const terms = wordsOf(query.replace(BEFORE_STATUS, ''));
  if (terms.length === 0) return problems;
  const name = squash(query);
  return problems
    .map((problem, order) => ({ problem, order, rank: rankOf(entryOf(problem), name, terms) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.order - b.order)
    .map(({ problem }) => problem);
}

/** 0 is best: named as a whole; then the number of words that stand only in what is said of it. Null: no match. */
function rankOf(
  { problem, names, heading, rest }: Entry,
  name: string,
  terms: readonly string[],
): number | null {
  if (names.includes(name)) return 0;
  let said = 0;
  for (const term of terms) {
    if (isStatus(problem, term) || heading.some((word) => word.startsWith(term))) continue;
    if (!rest.some((word) => word.startsWith(term))) {
      return name.length >= 4 && names.some((known) => known.startsWith(name)) ? 1 : null;
    }
    said += 1;
  }
  return 1 + said;
}

function isStatus({ signs }: Problem, term: string): boolean {
  const group = /^([1-5])xx$/.exec(term)?.[1];
  return signs.statuses.some((status) =>
    group === undefined ? String(status) === term : String(status)[0] === group,
  );
}

function entryOf(problem: Problem): Entry {
  const { id, words, signs } = problem;
  return {
    problem,
    names: [id, words.title, ...signs.codes].map(squash),
    heading: [id, words.title, ...signs.codes, ...signs.statuses.map(String)].flatMap(spokenOf),
    rest: [words.whatHappened, words.cause, ...words.fix, ...words.mistakes, words.unsure ?? ''].flatMap(
      spokenOf,
    ),
  };
}

/** Words in lower case, numbers without separators: "52,428,800 bytes" is `52428800` and `bytes`. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replace(/(?<=\d)[,.'](?=\d{3}\b)/g, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words, and those with a dash as one as well: “time-out” is found as `timeout`, too. */
function spokenOf(text: string): string[] {
  const joined = text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? [];
  return [...wordsOf(text), ...joined.map(squash)];
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
