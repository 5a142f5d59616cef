import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { countLines, isFull, MOST_LINES, nextOf, stretchesOf } from './stretch';

const linesOf = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('');
const shownOf = (text: string, stretches: ReturnType<typeof stretchesOf>) =>
  stretches.map(({ shown, start, end }) =>
    shown ? text.slice(start, end).split('\n')[0] : countLines(text, start, end),
  );

describe('what is shown of a pasted text', () => {
  it('is all of a short one, with or without marks', () => {
    expect(stretchesOf('two\nlines', [], [])).toEqual([{ shown: true, start: 0, end: 9 }]);
    expect(stretchesOf('two\nlines', [[0, 3]], [])).toEqual([{ shown: true, start: 0, end: 9 }]);
    expect(stretchesOf('', [], [])).toEqual([]);
  });

  it('is the lines around the marks of a long one, with the gaps counted', () => {
    const text = linesOf(1000);
    const at = text.indexOf('line 500');
    const stretches = stretchesOf(text, [[at, at + 4]], []);
    expect(shownOf(text, stretches)).toEqual([496, 'line 496', 495]);
    expect(text.slice(stretches[1]?.start, stretches[1]?.end).match(/line \d+/g)).toHaveLength(9);
  });

  it('is one stretch for marks that stand close', () => {
    const text = linesOf(1000);
    const [first, second] = [text.indexOf('line 500'), text.indexOf('line 510')];
    expect(
      shownOf(
        text,
        stretchesOf(
          text,
          [
            [second, second + 4],
            [first, first + 4],
          ],
          [],
        ),
      ),
    ).toEqual([496, 'line 496', 485]);
  });

  it('is the beginning where nothing is marked', () => {
    const text = linesOf(1000);
    expect(shownOf(text, stretchesOf(text, [], []))).toEqual(['line 0', 939]);
  });

  it('is a part of a line that is very long, never half a character', () => {
    const text = '😀'.repeat(50_000);
    expect(stretchesOf(text, [[50_001, 50_003]], [])).toEqual([
      { shown: false, start: 0, end: 49_400 },
      { shown: true, start: 49_400, end: 50_602 },
      { shown: false, start: 50_602, end: 100_000 },
    ]);
  });

  it('grows by what is opened, up to a bound', () => {
    const text = linesOf(50_000);
    const opened: [number, number][] = [];
    for (;;) {
      const stretches = stretchesOf(text, [], opened);
      const gap = stretches.find(({ shown }) => !shown);
      if (gap === undefined || isFull(text, stretches)) break;
      const next = nextOf(text, gap);
      opened.push([next[0], next[1]]);
    }
    const shown = stretchesOf(text, [], opened).filter((stretch) => stretch.shown);
    const lines = shown.reduce((sum, { start, end }) => sum + countLines(text, start, end), 0);
    expect([lines >= MOST_LINES, lines < MOST_LINES + 250]).toEqual([true, true]);
  });

  it('opens a gap before the first stretch from its end', () => {
    const text = linesOf(1000);
    const at = text.indexOf('line 900');
    const stretches = stretchesOf(text, [[at, at + 4]], []);
    const next = stretches[0] && nextOf(text, stretches[0]);
    expect(next && shownOf(text, stretchesOf(text, [[at, at + 4]], [[next[0], next[1]]]))).toEqual([
      696,
      'line 696',
      95,
    ]);
  });
});

test('whatever is marked and opened, the stretches make up the text and stay within bounds', () => {
  const text = fc.array(fc.constantFrom('a', '\n', 'xyz 123 ', '\r\n', '😀', 'w'.repeat(300)), {
    maxLength: 400,
  });
  const span = fc.tuple(fc.nat(60_000), fc.nat(3_000));
  fc.assert(
    fc.property(
      text,
      fc.array(span, { maxLength: 8 }),
      fc.array(span, { maxLength: 4 }),
      (parts, spans, opened) => {
        const whole = parts.join('');
        const inside = ([start, length]: [number, number]): [number, number] => [
          Math.min(start, whole.length),
          Math.min(start + length, whole.length),
        ];
        const stretches = stretchesOf(whole, spans.map(inside), opened.map(inside));
        expect(stretches.map(({ start, end }) => whole.slice(start, end)).join('')).toBe(whole);
        expect(stretches.every(({ start, end }) => end > start)).toBe(true);
      },
    ),
  );
});
