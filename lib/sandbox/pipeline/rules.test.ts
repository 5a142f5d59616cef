import { describe, expect, it } from 'vitest';
import { burstOf, heldUp, isForgotten, isThrottled, NO_RULES, waitAt } from './rules';
import { INDEXED, only } from './steps';

const MINUTE = 60_000;
const SINCE = Date.parse('2026-03-10T00:00:00Z');
const congested = { ...NO_RULES, congestedSince: SINCE };
const throttled = { throttledSince: SINCE };

describe('a congestion', () => {
  it('holds nothing up before it begins, or without one', () => {
    expect([waitAt(NO_RULES, SINCE), waitAt(congested, SINCE - 1)]).toEqual([0, 0]);
  });

  it('makes an item wait for 12 to 31 minutes, and the next one about as long', () => {
    const waits = Array.from({ length: 400 }, (_, n) => waitAt(congested, SINCE + n * MINUTE) / MINUTE);
    expect({ least: Math.min(...waits), most: Math.max(...waits) }).toEqual({ least: 12, most: 31 });
    const steps = waits.slice(1).map((wait, index) => Math.abs(wait - (waits[index] ?? 0)));
    expect(Math.max(...steps)).toBe(1);
  });

  it('puts off all stages but the first, and gives the same steps for the same wait', () => {
    const later = heldUp(INDEXED, 5 * MINUTE);
    expect(later.map(({ delayMs }) => delayMs)).toEqual([0, 300_300, 300_700, 301_500]);
    expect(heldUp(INDEXED, 5 * MINUTE)).toBe(later);
    expect(heldUp(INDEXED, 0)).toBe(INDEXED);
    const single = only('CONSUMING');
    expect(heldUp(single, 5 * MINUTE)).toBe(single);
  });
});

describe('throttling', () => {
  it('refuses in three minutes of every six, each of them one burst', () => {
    const minutes = Array.from({ length: 12 }, (_, n) => SINCE + n * MINUTE);
    const refused = minutes.map((at) => isThrottled(throttled, at));
    expect(refused.filter(Boolean).length).toBe(6);
    expect(refused.slice(0, 6)).toEqual(refused.slice(6));
    const bursts = new Set(minutes.filter((_, n) => refused[n]).map(burstOf));
    expect(bursts.size).toBe(2);
  });

  it('refuses nothing before it begins, or without it', () => {
    const before = Array.from({ length: 12 }, (_, n) => SINCE - (n + 1) * MINUTE);
    expect(before.some((at) => isThrottled(throttled, at) || isThrottled(NO_RULES, at))).toBe(false);
  });
});

describe('an index that forgets', () => {
  const forgetting = { forgetsSince: SINCE };
  const ids = Array.from({ length: 900 }, (_, n) => `https://example.com/${n}`);

  it('keeps about one item in three out, always the same ones', () => {
    const forgotten = ids.filter((id) => isForgotten(forgetting, SINCE, id));
    expect(forgotten.length).toBeGreaterThan(270);
    expect(forgotten.length).toBeLessThan(330);
    expect(ids.filter((id) => isForgotten(forgetting, SINCE + MINUTE, id))).toEqual(forgotten);
  });

  it('keeps none out before it begins, or without it', () => {
    expect(ids.some((id) => isForgotten(forgetting, SINCE - 1, id) || isForgotten(NO_RULES, SINCE, id))).toBe(
      false,
    );
  });
});
