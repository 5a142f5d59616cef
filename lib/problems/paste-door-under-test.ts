import type { CodeFact, Fact, Facts, PhraseFact, Span } from '@/lib/paste/facts';
import { factsOf } from '@/lib/paste/facts-builder';
import type { Phrase } from '@/lib/paste/vocabulary';
import type { Problem, Recognition } from './problem';

/** For tests: a recognition with the deciding characters in place of their offsets. */
export type Look = Omit<Recognition, 'spans'> & { readonly spans: readonly string[] };

/**
 * For tests: what a problem's paste door makes of a text of one exchange. Status line, JSON fields, Coveo's host, and
 * the door's own codes and phrases are found by plain patterns; what else the text shows the test says itself.
 */
export function lookAt(problem: Problem, text: string, different: Partial<Facts> = {}): Look | null {
  const status = found(text, /HTTP\/1\.1 (\d{3})/);
  const facts = factsOf({
    text,
    kind: 'error body',
    coveo: found(text, /(api\.cloud\.coveo\.com)/),
    status: status === null ? null : { ...status, value: Number(status.value) },
    codes: codesIn(problem, text),
    messages: [found(text, /"message": "([^"]*)"/)].filter((message) => message !== null),
    phrases: phrasesIn(problem, text),
    ...different,
  });
  const seen = problem.paste?.recognise(facts) ?? null;
  return seen === null ? null : { ...seen, spans: seen.spans.map((span) => text.slice(...span)) };
}

/** For tests: the stretch of a text that holds this; it must be there. */
export function spanIn(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`“${part}” is not in the text.`);
  return [start, start + part.length];
}

/** For tests: a fact whose value stands in the text. */
export function factIn(text: string, value: string): Fact<string> {
  return { value, span: spanIn(text, value) };
}

function found(text: string, pattern: RegExp): Fact<string> | null {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? null : factIn(text, value);
}

function codesIn(problem: Problem, text: string): CodeFact[] {
  const field = found(text, /"errorCode": "([^"]*)"/);
  const words = (problem.paste?.codes ?? []).flatMap((code) => {
    const word = found(text, new RegExp(`(?<![A-Za-z0-9_"])(${code})(?![A-Za-z0-9_"])`));
    return word === null ? [] : [{ ...word, from: 'word' as const }];
  });
  return field === null ? words : [{ ...field, from: 'field' }, ...words];
}

function phrasesIn(problem: Problem, text: string): PhraseFact[] {
  return (problem.paste?.phrases ?? []).flatMap((phrase) => {
    const span = spanOf(phrase, text);
    return span === null ? [] : [{ name: phrase.name, span }];
  });
}

/** As the reader finds a phrase: by its first word, which must stand in the text as a whole word. */
function spanOf({ word, pattern }: Phrase, text: string): Span | null {
  for (const { 0: first, index } of text.matchAll(/[A-Za-z0-9_]+/g)) {
    if (first.toLowerCase() !== word) continue;
    pattern.lastIndex = index;
    const said = pattern.exec(text);
    if (said !== null) return [index, index + said[0].length];
  }
  return null;
}
