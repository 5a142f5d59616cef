import type { Span } from './facts';
import { endOfLine, nextLine } from './http-text';

/** A longer text is no program that somebody pasted. */
const MAX_TEXT = 300_000;
const MAX_LINE = 300;
/** So many statements make a program, and so many a part of one. */
const FEWEST = 3;
const FEWEST_IN_PART = 2;

/** A quick look whether there is any statement. */
const MAY_BE =
  /^[ \t]*(?:(?:export |async |public |private |protected |internal |static )|(?:const|let|var|function|def|class|import|from|if|for|foreach|while|switch|case|try|catch|except|return|raise|throw|await|using|package|namespace|elif|else|func|fn)\b|\}|#include)/m;

/** A line that is a statement of some language, and no line of a log, a mail or a transcript. */
const STATEMENTS: readonly RegExp[] = [
  /^\s*(?:export\s+)?(?:default\s+)?(?:const|let|var)\s+[\w$[{][^=]{0,80}=/,
  /^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b.{0,200}\(/,
  /^\s*(?:async\s+)?def\s+\w+\s*\(|^\s*func\s+(?:\(.{1,60}\)\s*)?\w+\(|^\s*(?:pub\s+)?fn\s+\w+/,
  /^\s*import\s+(?:[\w*{"'].{0,200}\sfrom\s+["']|["'].{1,100}["'];|static\s|[\w.*]+;\s*$)|^\s*from\s+[\w.]+\s+import\s/,
  /^\s*(?:using|package|namespace)\s+[\w.]+\s*[;{]?\s*$|^\s*#include\s*[<"]/,
  /^\s*\}?\s*(?:else\s+)?(?:if|for|foreach|while|switch|catch)\s*\(.{0,280}[{;)]\s*(?:[\w$].{0,200};)?\s*(?:\/\/.*)?$/,
  /^\s*(?:(?:el)?if|while)\s[^"']{0,200}(?:[=!<>]=|[<>(.]|\bnot\b|\bin\b|\bis\b)[^"']{0,100}:\s*(?:#.*)?$|^\s*for\s+[\w, ]+\sin\s.{1,200}:\s*$/,
  /^\s*with\s.{1,200}\sas\s\w+:\s*$|^\s*except(?:\s+[\w.(, )]+(?:\sas\s\w+)?)?:\s*$|^\s*(?:try|else|finally):\s*$|^\s*case\s+["'\w.]+:\s*$/,
  /^\s*\}?\s*(?:try|else|finally|do)\s*\{/,
  /^\s*(?:return|throw|raise|await|yield|assert)\b.{0,280}[;({)]\s*$/,
  /=>\s*[{(]\s*$|^\s*[)\]}].{0,280}\)\s*;\s*$/,
  /^\s*(?:public|private|protected|internal|static|abstract|final)\s+[\w<>[\],.? ]{1,120}[({;=]/,
  /^\s*(?:export\s+)?(?:abstract\s+)?class\s+\w+.{0,160}[{:]\s*$/,
  /^\s*(?:[\w$]+\.)*[\w$]+\s*(?:=\s*[\w$.]+\s*)?\(.{0,280}\)\s*;\s*(?:\/\/.*)?$/,
];
/** A line that goes on with a statement: a member, a closing bracket, a remark, nothing. */
const CONTINUED =
  /^\s*(?:(?:["']?[\w$-]{1,60}["']?|\[.{1,60}\])\s*[:=]\s*.{1,240}[,{[(]|(?:["']?[\w$-]{1,60}["']?)\s*:\s*.{1,240}|[)\]}]+\s*[;,)]{0,3}|\.{1,3}[\w$]+.{0,200}|(?:\/\/|\/\*|\*|#).{0,280}|[\w$.'"-]{1,100},)?\s*$/;
/** In a stack trace of Python, a statement stands below each place. */
const PLACE = /^\s*File ".{1,200}", line \d+/;

/**
 * The stretches of a text that are a program's own text, in order. What stands in them says what a program would do,
 * and not what happened.
 */
export function programSpans(text: string): Span[] {
  if (text.length > MAX_TEXT || !MAY_BE.test(text)) return [];
  const parts: { span: [number, number]; statements: number }[] = [];
  let part: { span: [number, number]; statements: number } | null = null;
  let before = '';
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const end = endOfLine(text, at);
    const line = text.slice(at, Math.min(end, at + MAX_LINE));
    if (isStatement(line) && !PLACE.test(before)) {
      if (part === null) {
        part = { span: [at, end], statements: 0 };
        parts.push(part);
      }
      part.span[1] = end;
      part.statements += 1;
    } else if (!CONTINUED.test(line)) part = null;
    else if (part !== null && /^\s*[)\]}]/.test(line)) part.span[1] = end;
    before = line;
  }
  const all = parts.reduce((sum, { statements }) => sum + statements, 0);
  return all < FEWEST
    ? []
    : parts.flatMap(({ span, statements }) => (statements < FEWEST_IN_PART ? [] : [span]));
}

function isStatement(line: string): boolean {
  return STATEMENTS.some((pattern) => pattern.test(line));
}
