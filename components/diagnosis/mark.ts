import type { Diagnosis } from '@/lib/diagnosis/report';

/** Characters that decided, with the diagnoses that rest on them. */
export interface Mark {
  /** UTF-16 offsets into the report's text, the end not included. */
  readonly start: number;
  readonly end: number;
  /** 1-based places of the diagnoses in the report, ascending. */
  readonly numbers: readonly number[];
}

/** The most spans that are marked in one text; the surest diagnoses come first. */
export const MAX_MARKED_SPANS = 300;

/** The spans of all diagnoses as marks that do not overlap, in the order of the text. */
export function marksOf(diagnoses: readonly Pick<Diagnosis, 'spans'>[]): Mark[] {
  const spans = diagnoses
    .flatMap((diagnosis, index) => diagnosis.spans.map((span) => ({ span, number: index + 1 })))
    .filter(({ span: [start, end] }) => end > start)
    .slice(0, MAX_MARKED_SPANS);
  const borders = [...new Set(spans.flatMap(({ span }) => span))].sort((a, b) => a - b);
  const marks: Mark[] = [];
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1];
    if (end === undefined) break;
    const over = spans.filter(({ span }) => span[0] <= start && span[1] >= end);
    const numbers = [...new Set(over.map(({ number }) => number))].sort((a, b) => a - b);
    const before = marks.at(-1);
    if (numbers.length === 0) continue;
    if (
      before?.end === start &&
      before.numbers.join() === numbers.join() &&
      over.some(({ span }) => span[0] < start)
    ) {
      marks[marks.length - 1] = { ...before, end };
    } else {
      marks.push({ start, end, numbers });
    }
  }
  return marks;
}
