import {
  isMeantAsLine,
  type ReadLine,
  type RecordedLine,
  type RecordedPlace,
  readRecordedLine,
} from './recorded-push';

/** What a recorder's text holds: lines that were read, and what was refused, with why. Line numbers begin at 1. */
export interface RecordedText {
  readonly lines: readonly { readonly line: number; readonly read: RecordedLine }[];
  readonly refused: readonly RefusedLine[];
  /** Lines beyond the bound: they were not looked at. */
  readonly leftOut: number;
}

/** A line that was not taken, and why in a sentence. */
export interface RefusedLine {
  readonly line: number;
  readonly why: string;
}

/** Whether any line that was refused may have been meant as a recorder's. */
export function hasMeantLines({ refused }: RecordedText): boolean {
  return refused.some(({ why }) => why !== NO_JSON.why && isMeantAsLine(why));
}

/**
 * Reads one JSON object, an array of them, or one a line (NDJSON), at most `most` lines. Never throws: a line that
 * cannot be read loses nothing of the others. In an array the line is the place in it.
 */
export function readRecordedText(text: string, place: RecordedPlace, most: number): RecordedText {
  const values = valuesIn(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const lines: { line: number; read: RecordedLine }[] = [];
  const refused: RefusedLine[] = [];
  for (const { line, value } of values.slice(0, most)) {
    const read: ReadLine = value === undefined ? NO_JSON : readRecordedLine(value, place);
    if (read.ok) lines.push({ line, read: read.line });
    else refused.push({ line, why: read.why });
  }
  return { lines, refused, leftOut: Math.max(0, values.length - most) };
}

const NO_JSON = { ok: false, why: 'It is no JSON.' } as const;

/** Undefined for what is no JSON. */
function valuesIn(text: string): { line: number; value: unknown }[] {
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole.map((value: unknown, at) => ({ line: at + 1, value }));
  if (whole !== undefined) return [{ line: 1, value: whole }];
  return text
    .split(/\r\n|\n|\r/)
    .flatMap((one, at) => (one.trim() === '' ? [] : [{ line: at + 1, value: parsed(one) }]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
