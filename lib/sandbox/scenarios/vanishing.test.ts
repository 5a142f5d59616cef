import { describe, expect, it } from 'vitest';
import { count, observed, runs, where } from './observe-under-test';

describe('mass-deletion', () => {
  it('pushes 40 % of the usual in its newest run, and deletes what it did not push', async () => {
    const { entries, model } = await observed('mass-deletion');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const [newest = [], before = []] = runs(entries).map(({ items }) => items.map(({ id }) => id));
    expect(newest.length / before.length).toBeCloseTo(0.4, 1);
    const [{ requestId } = { requestId: '' }] = where(entries, { operation: 'DELETE_OLDER_THAN' });
    const deleted = where(entries, { operation: 'DELETE', requestId }).map(({ id }) => id);
    expect(deleted.sort()).toEqual(before.filter((id) => !newest.includes(id)).sort());
    expect(await model()).toMatchObject({ information: { numberOfDocuments: newest.length } });
  });
});

describe('count-mismatch', () => {
  it('has about two thirds of the items that its newest run indexed, and no row says why', async () => {
    const { entries, model } = await observed('count-mismatch');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const pushed = runs(entries)[0]?.items.length ?? 0;
    expect(where(entries, { task: 'INDEXING' }).length).toBeGreaterThanOrEqual(7 * 540);
    const held = Object(await model()).information.numberOfDocuments / pushed;
    expect(held).toBeGreaterThan(0.6);
    expect(held).toBeLessThan(0.72);
  });
});

describe('vanished-items', () => {
  it('loses sight of about 4 % of the items of the last two runs after PROCESSING, the same ones', async () => {
    const { entries, model } = await observed('vanished-items');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const all = runs(entries);
    const stages = new Map<string, string>();
    for (const { id, requestId, task } of entries) {
      const key = `${requestId} ${id}`;
      stages.set(key, `${stages.get(key) ?? ''} ${task}`);
    }
    const vanished = all.map(({ items }) =>
      items.flatMap(({ id, requestId }) =>
        stages.get(`${requestId} ${id}`) === ' PROCESSING CONSUMING' ? [id] : [],
      ),
    );
    const [newest = [], before = [], ...older] = vanished;
    expect(older.flat()).toEqual([]);
    expect(newest.length / (all[0]?.items.length ?? 1)).toBeGreaterThan(0.02);
    expect(newest.length / (all[0]?.items.length ?? 1)).toBeLessThan(0.06);
    expect(newest.filter((id) => before.includes(id)).length).toBeGreaterThan(0.8 * newest.length);
    const held = (all[0]?.items.length ?? 0) - newest.length;
    expect(await model()).toMatchObject({ information: { numberOfDocuments: held } });
  });
});
