import { expect, it } from 'vitest';
import { sampleOrder } from './sample-order';

it('the order is the same whatever order the texts came in, each once, and is not theirs', () => {
  const texts = Array.from({ length: 1_000 }, (_, at) => `https://example.com/${at}`);
  const drawn = sampleOrder(texts);
  expect(sampleOrder([...texts, ...texts].reverse())).toEqual(drawn);
  expect([...drawn].sort()).toEqual([...texts].sort());
  const low = drawn.slice(0, 100).filter((text) => Number(text.split('/').at(-1)) < 500).length;
  expect(low).toBeGreaterThan(30);
  expect(low).toBeLessThan(70);
});
