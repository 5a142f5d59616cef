import { z } from 'zod';

/** A part of a text that is read by itself. */
export interface Piece {
  readonly text: string;
  /** Whether it means something only as a whole, and so cannot be halved. */
  readonly whole: boolean;
}

/** So many calls are read at a time: of many more the paste reader keeps only some, and recorded ones must all be there. */
const CALLS_A_PIECE = 300;
/** Stands in the address of each call that is looked for. */
const PUSH = '/push/v1/';
/** So far before an address its method may stand. */
const BEFORE = 200;
const METHOD = /\b(?:GET|PUT|POST|DELETE|PATCH)\b/;

const recording = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

/**
 * A text in pieces of a few hundred calls, in its order; one of fewer calls is one piece. A log is cut before lines
 * that begin a call, a HAR between its entries.
 */
export function piecesOf(text: string): Piece[] {
  const value = parsed(text);
  const har = recording.safeParse(value);
  if (har.success) {
    const { entries } = har.data.log;
    if (entries.length <= CALLS_A_PIECE) return [{ text, whole: true }];
    const pieces: Piece[] = [];
    for (let from = 0; from < entries.length; from += CALLS_A_PIECE) {
      const some = entries.slice(from, from + CALLS_A_PIECE);
      pieces.push({ text: JSON.stringify({ log: { entries: some } }), whole: true });
    }
    return pieces;
  }
  if (value !== undefined) return [{ text, whole: true }];
  const cuts = callLines(text).filter((_, index) => index > 0 && index % CALLS_A_PIECE === 0);
  return [0, ...cuts].map((from, index) => ({ text: text.slice(from, cuts[index]), whole: false }));
}

/** The piece in two, cut before a line that begins a call, else before any line; null where that cannot be. */
export function halvesOf({ text, whole }: Piece): readonly [Piece, Piece] | null {
  if (whole) return null;
  const middle = text.length / 2;
  const calls = callLines(text).filter((at) => at > 0);
  const nearest = calls.reduce(
    (best, at) => (Math.abs(at - middle) < Math.abs(best - middle) ? at : best),
    calls[0] ?? text.indexOf('\n', middle) + 1,
  );
  if (nearest <= 0 || nearest >= text.length) return null;
  return [
    { text: text.slice(0, nearest), whole },
    { text: text.slice(nearest), whole },
  ];
}

/** How many calls a piece seems to have. */
export function callsIn({ text }: Piece): number {
  return text.split(PUSH).length - 1;
}

/** Where lines begin that show a method and, after it, the address of a call. */
function callLines(text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(PUSH); at !== -1; ) {
    const start = text.lastIndexOf('\n', at) + 1;
    if (METHOD.test(text.slice(Math.max(start, at - BEFORE), at))) starts.push(start);
    const end = text.indexOf('\n', at);
    at = end === -1 ? -1 : text.indexOf(PUSH, end);
  }
  return starts;
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
