import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Entry, inShort, sandboxAt } from '../sandbox-under-test';
import { count, DAY, HOUR, observe, observed, runs, START, where } from './observe-under-test';
import { scenarioNames as allNames, isSized } from './scenarios';

const dialects = ['rich', 'renamed', 'bare'] as const;

/** All but those that are only large: they have tests of their own. */
const scenarioNames = allNames.filter((name) => !isSized(name));

/** Those in which nothing was pushed for more than two days. */
const STOPPED = [
  'silent',
  'paused-organization',
  'expired-key',
  'replaced-key',
  'item-limit',
  'read-only-organization',
];

// Scenario by scenario: the rows of all of them at once would fill gigabytes.
describe.each(scenarioNames)('%s:', (scenario) => {
  it('has the same rows in all dialects, but for meta', async () => {
    const [rich, ...others] = await Promise.all(
      dialects.map(async (dialect) => (await observed(scenario, dialect)).entries),
    );
    const bare = (entries: Entry[] | undefined) => entries?.map(({ meta, ...entry }) => entry);
    for (const other of others) expect(bare(other)).toEqual(bare(rich));
  });

  it('has fourteen days of history, and its newest run is hours ago', async () => {
    const { rows, entries } = await observed(scenario);
    const age = Date.parse(START) - Date.parse(entries[0]?.datetime ?? '');
    expect(age).toBeGreaterThan(3 * HOUR);
    expect(age).toBeLessThan(STOPPED.includes(scenario) ? 3 * DAY : DAY);
    const day = (back: number) => new Date(Date.parse(START) - back * DAY).toISOString();
    const old = await rows({ from: day(14), to: day(7) });
    expect(runs(old).length).toBe(7);
    expect(count(old, 'result')).toEqual({ COMPLETED: old.length });
  });

  it('lacks nothing but DELETE rows where the organization has none', async () => {
    const { entries } = await observe(scenario, 'rich', { deleteRows: false });
    const expected = (await observed(scenario)).entries.filter(({ operation }) => operation !== 'DELETE');
    expect(entries.map(inShort)).toEqual(expected.map(inShort));
  });

  it('says of its rows what the dialect says', async () => {
    const failed = async (dialect: string) => {
      const { entries } = await observed(scenario, dialect);
      return entries.find(({ result }) => result !== 'COMPLETED')?.meta;
    };
    const rich = await failed('rich');
    if (rich === undefined) return expect(await failed('bare')).toBeUndefined();
    expect(rich.errorMessage).toEqual(expect.any(String));
    expect(JSON.stringify(await failed('renamed'))).toContain(
      JSON.stringify(rich.errorMessage).slice(1, -1).replaceAll('\\"', ''),
    );
    expect(await failed('bare')).toEqual({ duration: rich.duration });
  });
});

it('the README tells of every scenario', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(allNames.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

describe('healthy', () => {
  it('indexes everything that is pushed, night after night, with volumes that hardly differ', async () => {
    const { entries, model, activities } = await observed('healthy');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    expect(runs(entries).length).toBe(7);
    for (const { items } of runs(entries)) {
      expect(items.length).toBeGreaterThan(640 * 0.97);
      expect(items.length).toBeLessThan(640 * 1.03);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    }
    const batches = where(entries, { task: 'CONSUMING_BATCH' });
    expect(batches.length).toBe(7 * 6);
    const newest = runs(entries)[0]?.items.length;
    expect(await model()).toMatchObject({
      information: {
        numberOfDocuments: newest,
        sourceStatus: { type: 'PUSH_READY' },
        lastOperation: { operationType: 'FULL_REFRESH', result: 'SUCCESS', numberOfDocuments: newest },
      },
    });
    const done = { operation: 'FULL_REFRESH', state: 'EXECUTED', result: 'SUCCESS' };
    expect(await activities()).toMatchObject({ totalEntries: 16, items: [done, done] });
  });

  it('deletes a few items at the end of each run, a row for each', async () => {
    const { entries } = await observed('healthy');
    expect(where(entries, { operation: 'DELETE_OLDER_THAN' }).length).toBe(7);
    const deleted = where(entries, { operation: 'DELETE' });
    expect(deleted.length).toBeGreaterThan(0);
    expect(deleted.length).toBeLessThanOrEqual(5 * 7);
  });

  it('goes on: the next night comes about by itself', async () => {
    const { entries, advance, rows } = await observe('healthy');
    const before = runs(entries)[0];
    advance(DAY);
    const after = runs(await rows());
    expect(after.length).toBe(7);
    expect(Date.parse(after[0]?.start ?? '') - Date.parse(before?.start ?? '')).toBeGreaterThan(DAY - HOUR);
    expect(after[1]).toEqual(before);
  });

  it('is the same when it is made a few minutes later: history belongs to the days, not to the start', async () => {
    const later = sandboxAt('2026-03-10T12:20:00.000Z');
    const { rows } = await later.organization();
    const { entries } = await observed('healthy');
    expect(await rows({ from: '2026-03-04T00:00:00Z' })).toEqual(
      entries.filter(({ datetime }) => datetime >= '2026-03-04'),
    );
  });

  it('given twice, is a second source that runs four times a day', async () => {
    const { rows, sources } = await sandboxAt(START).organization({ scenarios: ['healthy', 'healthy'] });
    expect(sources.map(({ name }) => name)).toEqual(['Article library', 'Service bulletins']);
    const second = runs(await rows({}, { sourcesIds: [sources[1]?.id] }));
    expect(second.length).toBe(28);
    for (const { items } of second) expect(Math.abs(items.length - 60)).toBeLessThanOrEqual(2);
  });
});

describe('metadata-too-large', () => {
  it('rejects about 14 % of each of the last five runs at PROCESSING, the same items every night', async () => {
    const { entries } = await observed('metadata-too-large');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ PROCESSING: rejected.length });
    const all = runs(entries);
    const rejectedIn = all.map(({ items }) => {
      const operations = new Set(items.map(({ requestId }) => requestId));
      return rejected.filter(({ requestId }) => operations.has(requestId)).map(({ id }) => id);
    });
    expect(rejectedIn.map((ids) => ids.length > 0)).toEqual([true, true, true, true, true, false, false]);
    for (const [index, ids] of rejectedIn.slice(0, 5).entries()) {
      const share = ids.length / (all[index]?.items.length ?? 1);
      expect(share).toBeGreaterThan(0.12);
      expect(share).toBeLessThan(0.17);
    }
    const newest = rejectedIn[0] ?? [];
    expect(rejectedIn[1]?.filter((id) => newest.includes(id)).length).toBeGreaterThan(newest.length * 0.95);
    expect(rejected[0]?.meta.errorMessage).toMatch(/total metadata size .* limit of 52428800 bytes/);
  });
});

describe('refresh-left-open', () => {
  it('has one refresh that began three days ago and never ended, with full runs since', async () => {
    const { entries, model, activities } = await observed('refresh-left-open');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const all = runs(entries);
    expect(all.map(({ items }) => items.length > 415)).toEqual([true, true, true, false, true, true, true]);
    expect(await activities()).toMatchObject({
      items: [{ operation: 'FULL_REFRESH', state: 'EXECUTING' }, { state: 'EXECUTED' }],
    });
    const opened = Date.parse(all[3]?.start ?? '');
    expect(Date.parse(START) - opened).toBeGreaterThan(3 * DAY);
    expect(Date.parse(START) - opened).toBeLessThan(4 * DAY);
    expect(await model()).toMatchObject({
      information: { sourceStatus: { type: 'REFRESHING', refreshType: 'FULL_REFRESH' } },
    });
  });
});

describe('out-of-sequence', () => {
  it('refuses 60 operations in the newest run; 52 of the items are indexed after, 8 are not', async () => {
    const { entries } = await observed('out-of-sequence');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ CONSUMING: 60, MAPPING: 8 });
    const refused = where(rejected, { task: 'CONSUMING' });
    expect(new Set(refused.map(({ meta }) => meta.errorCode))).toEqual(
      new Set(['OUT_OF_SEQUENCE_OPERATION']),
    );
    const isIndexedAfter = (row: Entry) =>
      entries.some(
        ({ id, operation, task, datetime }) =>
          id === row.id && operation !== 'DELETE' && task === 'INDEXING' && datetime > row.datetime,
      );
    expect(refused.filter(isIndexedAfter).length).toBe(52);
    const newest = runs(entries)[0]?.items ?? [];
    expect(newest.filter(({ result }) => result === 'REJECTED').length).toBe(60);
  });
});

describe('older-than-too-low', () => {
  it('deletes nothing by an ordering id in seconds, while the items pile up', async () => {
    const { entries, model } = await observed('older-than-too-low');
    const requests = where(entries, { operation: 'DELETE_OLDER_THAN' });
    expect(requests.length).toBe(7);
    for (const { meta } of requests) expect(meta.orderingId).toMatch(/^\d{10}$/);
    expect(where(entries, { operation: 'DELETE' })).toEqual([]);
    const pushed = runs(entries)[0]?.items.length ?? 0;
    const { information } = Object(await model());
    expect(information.numberOfDocuments).toBeGreaterThan(pushed * 1.8);
    const added = where(runs(entries)[0]?.items ?? [], { operation: 'ADD' });
    expect(added.length / pushed).toBeGreaterThan(0.05);
    expect(added.length / pushed).toBeLessThan(0.07);
  });
});

describe('broken-batch', () => {
  it('loses one batch of the newest run, and its items are not seen', async () => {
    const { entries } = await observed('broken-batch');
    const failed = where(entries, { result: 'ERROR' });
    expect(failed.map(({ task, operation, meta }) => ({ task, operation, text: meta.errorMessage }))).toEqual(
      [
        {
          task: 'CONSUMING_BATCH',
          operation: 'BATCH_FILE',
          text: 'Unable to deserialize the batch: unexpected token at position 48211.',
        },
      ],
    );
    const [newest, before] = runs(entries).map(({ items }) => items.length);
    expect((before ?? 0) - (newest ?? 0)).toBeGreaterThan(80);
    expect((before ?? 0) - (newest ?? 0)).toBeLessThan(100);
  });

  it('is whole again the night after', async () => {
    const { advance, rows } = await observe('broken-batch');
    advance(DAY);
    const [newest, broken] = runs(await rows()).map(({ items }) => items.length);
    expect(newest).toBeGreaterThan((broken ?? 0) + 80);
  });
});

describe('unknown-rejection', () => {
  it('rejects about 4 % of the last two runs at MAPPING, with remarks and skipped extensions beside', async () => {
    const { entries } = await observed('unknown-rejection');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ MAPPING: rejected.length });
    expect(rejected[0]?.meta.errorCode).toBe('FIELD_VALUE_NOT_COERCIBLE');
    expect(rejected.length / (2 * 520)).toBeGreaterThan(0.02);
    expect(rejected.length / (2 * 520)).toBeLessThan(0.06);
    expect(count(where(entries, { result: 'WARNING' }), 'task')).toEqual({ PROCESSING: expect.any(Number) });
    expect(count(where(entries, { result: 'SKIPPED' }), 'task')).toEqual({ EXTENSION: expect.any(Number) });
    const [skipped] = where(entries, { result: 'SKIPPED' });
    const steps = where(entries, { id: skipped?.id, requestId: skipped?.requestId }).map(({ task }) => task);
    expect(steps).toEqual(['INDEXING', 'MAPPING', 'PROCESSING', 'EXTENSION', 'CONSUMING']);
  });
});

describe('half-missing', () => {
  it('pushes half of the usual for three runs, without any error, and deletes nothing', async () => {
    const { entries, model } = await observed('half-missing');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const all = runs(entries).map(({ items }) => items.length);
    for (const [index, size] of all.entries()) {
      expect(size).toBeGreaterThan(index < 3 ? 345 : 690);
      expect(size).toBeLessThan(index < 3 ? 355 : 710);
    }
    const { information } = Object(await model());
    expect(information.numberOfDocuments).toBeGreaterThanOrEqual(all[3] ?? 0);
  });
});

describe('silent', () => {
  it('stopped more than two days ago, and left nothing open', async () => {
    const { entries, model, advance, rows } = await observe('silent');
    const age = Date.parse(START) - Date.parse(entries[0]?.datetime ?? '');
    expect(age).toBeGreaterThan(2 * DAY);
    expect(age).toBeLessThan(3 * DAY);
    expect(await model()).toMatchObject({ information: { sourceStatus: { type: 'PUSH_READY' } } });
    advance(DAY);
    expect((await rows())[0]).toEqual(entries[0]);
  });
});

it.each(Array.from({ length: 24 }, (_, hour) => hour))(
  'made at %i:10, the newest run has settled and none begins within half an hour',
  async (hour) => {
    const made = Date.parse('2026-03-10T00:10:00.000Z') + hour * HOUR;
    const sandbox = sandboxAt(new Date(made).toISOString());
    const { rows } = await sandbox.organization({
      scenarios: ['healthy', 'healthy', 'silent', 'broken-batch'],
    });
    const around = {
      from: new Date(made - HOUR).toISOString(),
      to: new Date(made + HOUR / 2).toISOString(),
    };
    sandbox.advance(HOUR / 2);
    expect(await rows(around)).toEqual([]);
  },
);
