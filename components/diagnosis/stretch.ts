import type { Span } from '@/lib/paste/facts';

/** A part of a text that is shown, or one that is left out. Offsets are UTF-16, the end not included. */
export interface Stretch {
  readonly shown: boolean;
  readonly start: number;
  readonly end: number;
}

/** A text up to this long is shown whole. */
const WHOLE_CHARACTERS = 12_000;
const WHOLE_LINES = 160;
/** What stands around the characters that decided. */
const CONTEXT_LINES = 4;
const CONTEXT_CHARACTERS = 600;
/** A span longer than this is shown by its beginning. */
const SPAN_CHARACTERS = 2_000;
/** What is shown of a long text in which nothing is marked. */
const HEAD_LINES = 60;
const HEAD_CHARACTERS = 6_000;
/** Less than this between two stretches is not worth leaving out. */
const SMALLEST_GAP = 120;
/** How much a gap opens at a time, and how much of a text is ever shown. */
const OPENED_LINES = 200;
const OPENED_CHARACTERS = 20_000;
/** The most lines of one text that are ever shown. */
export const MOST_LINES = 3_000;
const MOST_CHARACTERS = 200_000;

/**
 * Which parts of a text are shown: all of a short one; of a long one those around `spans`, and those in `opened`. In
 * order, without gaps and overlaps; empty for an empty text.
 */
export function stretchesOf(text: string, spans: readonly Span[], opened: readonly Span[]): Stretch[] {
  if (text === '') return [];
  if (text.length <= WHOLE_CHARACTERS && countLines(text, 0, text.length) <= WHOLE_LINES) {
    return [{ shown: true, start: 0, end: text.length }];
  }
  const around = spans.map(([start, end]): Span => {
    const last = Math.min(end, start + SPAN_CHARACTERS);
    return [
      backBy(text, start, CONTEXT_LINES, CONTEXT_CHARACTERS),
      onBy(text, last, CONTEXT_LINES, CONTEXT_CHARACTERS),
    ];
  });
  if (around.length === 0) around.push([0, onBy(text, 0, HEAD_LINES, HEAD_CHARACTERS)]);
  const wanted = [...around, ...opened].sort((a, b) => a[0] - b[0]);
  const stretches: Stretch[] = [];
  let at = 0;
  for (const [start, end] of wanted) {
    if (end <= at) continue;
    const last = stretches.at(-1);
    if (start - at > SMALLEST_GAP) stretches.push({ shown: false, start: at, end: start });
    if (last?.shown && start - at <= SMALLEST_GAP) {
      stretches[stretches.length - 1] = { ...last, end };
    } else {
      stretches.push({ shown: true, start: start - at > SMALLEST_GAP ? start : at, end });
    }
    at = end;
  }
  if (text.length - at > SMALLEST_GAP) stretches.push({ shown: false, start: at, end: text.length });
  else if (text.length > at) return withTail(stretches, text.length);
  return stretches;
}

/** Whether as much of the text is shown as may be. */
export function isFull(text: string, stretches: readonly Stretch[]): boolean {
  const shown = stretches.filter((stretch) => stretch.shown);
  const characters = shown.reduce((sum, { start, end }) => sum + end - start, 0);
  if (characters >= MOST_CHARACTERS) return true;
  return shown.reduce((sum, { start, end }) => sum + countLines(text, start, end), 0) >= MOST_LINES;
}

/** What of a gap opens next: its beginning, or its end where nothing is shown before it. */
export function nextOf(text: string, gap: Stretch): Span {
  if (gap.start === 0) return [backBy(text, gap.end, OPENED_LINES, OPENED_CHARACTERS), gap.end];
  return [gap.start, Math.min(gap.end, onBy(text, gap.start, OPENED_LINES, OPENED_CHARACTERS))];
}

/** How many lines a part of a text has; the one that it begins in counts. */
export function countLines(text: string, start: number, end: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end - 1; at = text.indexOf('\n', at + 1))
    lines++;
  return lines;
}

function withTail(stretches: readonly Stretch[], end: number): Stretch[] {
  return stretches.map((stretch, index) => (index === stretches.length - 1 ? { ...stretch, end } : stretch));
}

/** The beginning of the line that lies so many lines before an offset, or a place inside a longer line. */
function backBy(text: string, from: number, lines: number, characters: number): number {
  const limit = Math.max(0, from - characters);
  const before = text.slice(limit, from);
  let at = before.length;
  for (let line = 0; line <= lines; line++) {
    const found = at === 0 ? -1 : before.lastIndexOf('\n', at - 1);
    if (found === -1) return limit === 0 || at === before.length ? whole(text, limit) : limit + at + 1;
    at = found;
  }
  return limit + at + 1;
}

/** The end of the line that lies so many lines after an offset, or a place inside a longer line. */
function onBy(text: string, from: number, lines: number, characters: number): number {
  const limit = Math.min(text.length, from + characters);
  const after = text.slice(from, limit);
  let at = 0;
  for (let line = 0; line <= lines; line++) {
    const found = after.indexOf('\n', at);
    if (found === -1) return limit === text.length || at === 0 ? whole(text, limit) : from + at;
    at = found + 1;
  }
  return from + at;
}

/** Never between the two halves of a character. */
function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
