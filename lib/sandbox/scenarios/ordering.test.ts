import { describe, expect, it } from 'vitest';
import type { Entry } from '../sandbox-under-test';
import { count, DAY, HOUR, observe, observed, runs, START, where } from './observe-under-test';

/** How many operations of each run were refused as out of sequence, newest run first. */
function refusedInRuns(entries: Entry[]): number[] {
  return runs(entries).map(({ items }) => where(items, { result: 'REJECTED' }).length);
}

describe('future-older-than', () => {
  it('deletes everything two runs ago, and refuses every operation since', async () => {
    const { entries, model } = await observed('future-older-than');
    const all = runs(entries);
    const sizes = all.map(({ items }) => items.length);
    expect(refusedInRuns(entries)).toEqual([sizes[0], sizes[1], 0, 0, 0, 0, 0]);
    const refused = where(entries, { result: 'REJECTED' });
    expect(refused[0]?.meta).toMatchObject({ errorCode: 'OUT_OF_SEQUENCE_OPERATION' });
    expect(await model()).toMatchObject({ information: { numberOfDocuments: 0 } });

    const [cause] = where(entries, { operation: 'DELETE_OLDER_THAN' }).filter(
      ({ meta, datetime }) => Number(meta.orderingId) > Date.parse(datetime),
    );
    const locked = Number(cause?.meta.orderingId) - Date.parse(all[2]?.start ?? '');
    expect(locked).toBeGreaterThan(29 * DAY);
    expect(locked).toBeLessThan(30 * DAY);
    const deleted = where(entries, { operation: 'DELETE', requestId: cause?.requestId });
    expect(deleted.length).toBeGreaterThanOrEqual(sizes[2] ?? 0);
  });

  it('takes items again when that time has come', async () => {
    const { advance, rows, model } = await observe('future-older-than');
    advance(31 * DAY);
    const from = new Date(Date.parse(START) + 30 * DAY).toISOString();
    expect(count(await rows({ from }), 'result').REJECTED).toBeUndefined();
    expect(Object(await model()).information.numberOfDocuments).toBeGreaterThan(370);
  });
});

describe('seconds-not-milliseconds', () => {
  it('refuses all of the last three runs, whose ordering ids have ten digits, and leaves the index as it was', async () => {
    const { entries, model } = await observed('seconds-not-milliseconds');
    const sizes = runs(entries).map(({ items }) => items.length);
    expect(refusedInRuns(entries)).toEqual([...sizes.slice(0, 3), 0, 0, 0, 0]);
    const refused = where(entries, { result: 'REJECTED' });
    for (const { meta } of refused) {
      expect(meta).toMatchObject({
        errorCode: 'OUT_OF_SEQUENCE_OPERATION',
        orderingId: expect.stringMatching(/^\d{10}$/),
      });
    }
    const since = refused.at(-1)?.datetime ?? '';
    expect(where(entries, { operation: 'DELETE' }).filter(({ datetime }) => datetime > since)).toEqual([]);
    expect(await model()).toMatchObject({ information: { numberOfDocuments: sizes[3] } });
  });
});

describe('one-hour-off', () => {
  it('refuses single items within the hour after each of the last three runs, and takes the later ones', async () => {
    const { entries } = await observed('one-hour-off');
    const refused = refusedInRuns(entries);
    expect(refused.map((number) => number >= 8 && number <= 28)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(refused.slice(3)).toEqual([0, 0, 0, 0]);
    const [newest] = runs(entries);
    const single = (newest?.items ?? []).filter(
      ({ datetime }) => Date.parse(datetime) - Date.parse(newest?.start ?? '') > 43 * 60_000,
    );
    expect(single.length).toBe(28);
    for (const { id, datetime, meta } of where(single, { result: 'REJECTED' })) {
      const pushed = newest?.items.find((entry) => entry.id === id && entry.datetime < datetime);
      expect(pushed?.result).toBe('COMPLETED');
      expect(Number(meta.orderingId)).toBeLessThan(Date.parse(pushed?.datetime ?? '') + HOUR);
    }
  });
});

describe('two-jobs', () => {
  it('has a second job in the last three nights; each deletes what the other one pushed', async () => {
    const { entries, model } = await observed('two-jobs');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const sizes = runs(entries).map(({ items }) => items.length);
    expect(sizes.map((size) => size === 260)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    const deletions = where(entries, { operation: 'DELETE_OLDER_THAN' }).map(
      ({ requestId }) => where(entries, { operation: 'DELETE', requestId }).length,
    );
    const [newest = 0, own = 0, before = 0] = deletions;
    expect(newest).toBe(sizes[1]);
    expect(own).toBeGreaterThanOrEqual(260);
    expect(before).toBe(sizes[3]);
    expect(await model()).toMatchObject({ information: { numberOfDocuments: 260 } });
  });
});
