/** What a TypeScript file says, read without a compiler. Only the tests that guard the house use it. */
export type SourceText = {
  /** The text with comments, and the insides of strings, templates and regular expressions, made blank. */
  code: string;
  /** Module names of every static import, re-export, dynamic import and require, in order. */
  imports: string[];
};

type Part = { end: number; kind: 'comment' | 'string' | 'regex' };

const BEFORE_REGEX = /(^|[(,=:[!&|?{;+\-*%>~^]|\b(?:return|typeof|case|in|of|do|else|void|delete))\s*$/;

/**
 * Reads the text of one file. An apostrophe in JSX text is taken for a string up to its partner on the same line,
 * which can hide code of that line only.
 */
export function readSource(text: string): SourceText {
  const code = Array.from({ length: text.length }, (_, at) => text.charAt(at));
  blank(text, 0, code, false);
  const joined = code.join('');
  return { code: joined, imports: importsOf(joined, text) };
}

/** Blanks from `at`; inside a template's `${}` it stops at the closing brace. Returns where it stopped. */
function blank(text: string, start: number, code: string[], inTemplate: boolean): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '`') {
      at = blankTemplate(text, at + 1, code);
      continue;
    }
    const part = partAt(text, at, code);
    if (part !== null) {
      erase(code, part.kind === 'comment' ? at : at + 1, part.kind === 'comment' ? part.end : part.end - 1);
      at = part.end;
      continue;
    }
    if (character === '{') depth += 1;
    if (character === '}') {
      if (inTemplate && depth === 0) return at;
      depth -= 1;
    }
    at += 1;
  }
  return at;
}

function partAt(text: string, at: number, code: string[]): Part | null {
  const character = text.charAt(at);
  if (character === "'" || character === '"') return closed(text, at, character, 'string');
  if (character !== '/') return null;
  const next = text.charAt(at + 1);
  if (next === '/') return { end: endOf(text, '\n', at), kind: 'comment' };
  if (next === '*') return { end: endOf(text, '*/', at + 2), kind: 'comment' };
  const before = code.slice(Math.max(0, at - 40), at).join('');
  return BEFORE_REGEX.test(before) ? closed(text, at, '/', 'regex') : null;
}

/** A string or regular expression from its opening character to its closing one, on the same line, or null. */
function closed(text: string, start: number, quote: string, kind: 'string' | 'regex'): Part | null {
  let inClass = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') return null;
    if (character === '\\') at += 1;
    else if (kind === 'regex' && character === '[') inClass = true;
    else if (kind === 'regex' && character === ']') inClass = false;
    else if (character === quote && !inClass) return { end: at + 1, kind };
  }
  return null;
}

/** Blanks a template from behind its opening backtick, but not the code in it. Returns where the template ends. */
function blankTemplate(text: string, start: number, code: string[]): number {
  let at = start;
  while (at < text.length && text.charAt(at) !== '`') {
    if (text.startsWith('${', at)) {
      at = blank(text, at + 2, code, true) + 1;
      continue;
    }
    const length = text.charAt(at) === '\\' ? 2 : 1;
    erase(code, at, at + length);
    at += length;
  }
  return at + 1;
}

function endOf(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at === -1 ? text.length : at + closing.length;
}

function erase(code: string[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) if (code[at] !== '\n') code[at] = ' ';
}

function importsOf(code: string, text: string): string[] {
  const names: string[] = [];
  for (const match of code.matchAll(/\b(?:from|import|import\s*\(|require\s*\()\s*(['"`])/g)) {
    const start = match.index + match[0].length;
    const end = code.indexOf(match[1] ?? '', start);
    if (end !== -1) names.push(text.slice(start, end));
  }
  return names;
}
