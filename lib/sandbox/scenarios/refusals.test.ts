import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inShort } from '../sandbox-under-test';
import { count, DAY, HOUR, observe, observed, runs, START, where } from './observe-under-test';

const MINUTE = 60_000;

const activitiesSchema = z.object({
  items: z.array(z.looseObject({ operation: z.string(), startDate: z.number(), resourceId: z.string() })),
});

describe('throttled', () => {
  it('lacks about half of each of the last three runs, with a LIMIT_REACHED activity for each burst', async () => {
    const { entries, call, id, source } = await observed('throttled');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const sizes = runs(entries).map(({ items }) => items.length / 660);
    expect(sizes.map((share) => share > 0.25 && share < 0.75)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const { body } = await call('POST', `/rest/organizations/${id}/activities/latest?perPage=100`, {
      body: { resourceIds: [source] },
    });
    const { items } = activitiesSchema.parse(body);
    expect(items.length).toBeGreaterThanOrEqual(3);
    expect(items[0]).toMatchObject({
      operation: 'LIMIT_REACHED',
      state: 'EXECUTED',
      severity: 'WARNING',
      triggeredBy: { type: 'SYSTEM' },
      resourceType: 'SOURCE',
    });
    for (const { operation, startDate } of items) {
      expect(operation).toBe('LIMIT_REACHED');
      expect(Date.parse(START) - startDate).toBeLessThan(3 * DAY);
      const near = entries.filter(({ datetime, operation: done }) => {
        const at = Date.parse(datetime);
        return done !== 'BATCH_FILE' && at >= startDate + 5_000 && at < startDate + MINUTE;
      });
      expect(near).toEqual([]);
    }
  });

  it('refuses what is pushed to it in a burst with 429, and takes it three minutes later', async () => {
    const { push, advance, rows, call, id } = await observe('throttled');
    const put = () => push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    const answers = [await put()];
    advance(3 * MINUTE);
    answers.push(await put());
    advance(10_000);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 429]);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({
      errorCode: 'TOO_MANY_REQUESTS',
    });
    expect((await rows({ documentId: 'https://a/1' })).map(inShort)).toContain(
      'INDEXING ADD COMPLETED https://a/1',
    );
    const latest = await call('POST', `/rest/organizations/${id}/activities/latest`, { body: {} });
    const [newest] = activitiesSchema.parse(latest.body).items;
    expect(Math.abs((newest?.startDate ?? 0) - Date.parse(START))).toBeLessThanOrEqual(3 * MINUTE);
  });
});

describe('paused-organization', () => {
  it('was paused two days ago: no push since, and none is taken now', async () => {
    const { entries, call, push, id, advance, rows } = await observe('paused-organization');
    const age = Date.parse(START) - Date.parse(entries[0]?.datetime ?? '');
    expect(age).toBeGreaterThan(2 * DAY);
    const status = await call('GET', `/rest/organizations/${id}/status`);
    expect(status.body).toMatchObject({ lifeCycleState: 'PAUSED', paused: true });
    const refused = await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    expect(refused).toMatchObject({ status: 400, body: { errorCode: 'ORGANIZATION_IS_PAUSED' } });
    advance(DAY);
    expect((await rows())[0]).toEqual(entries[0]);
  });

  it('stops the other sources of its organization, too', async () => {
    const { entries } = await observe('paused-organization', 'rich', {
      scenarios: ['healthy', 'paused-organization'],
    });
    const age = Date.parse(START) - Date.parse(entries[0]?.datetime ?? '');
    expect(age).toBeGreaterThan(2 * DAY);
    expect(new Set(entries.map(({ sourceId }) => sourceId)).size).toBe(2);
  });
});

describe('expired-key', () => {
  it('has not pushed since the key of its job expired, two days ago', async () => {
    const { entries, call, id, source, model } = await observed('expired-key');
    const last = Date.parse(entries[0]?.datetime ?? '');
    expect(Date.parse(START) - last).toBeGreaterThan(2 * DAY);
    expect(await model()).toMatchObject({ information: { sourceStatus: { type: 'PUSH_READY' } } });
    const { body } = await call('GET', `/rest/organizations/${id}/apikeys`);
    const keys = z.array(z.looseObject({ displayName: z.string(), status: z.string() })).parse(body);
    const expired = keys.filter(({ status }) => status === 'EXPIRED');
    expect(expired.length).toBe(1);
    expect(JSON.stringify(expired)).toContain(source);
  });
});

describe('replaced-key', () => {
  it('has not pushed since its job got a key that may not view the organization, two days ago', async () => {
    const { entries, call, id, source } = await observed('replaced-key');
    expect(Date.parse(START) - Date.parse(entries[0]?.datetime ?? '')).toBeGreaterThan(2 * DAY);
    const { body } = await call('GET', `/rest/organizations/${id}/apikeys`);
    const keys = z.array(z.looseObject({ privileges: z.unknown(), createdDate: z.number() })).parse(body);
    const narrow = keys.filter(({ privileges }) => JSON.stringify(privileges).includes(source));
    expect(narrow.map(({ privileges }) => privileges)).toEqual([
      [{ owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'EDIT', targetId: source }],
    ]);
    expect(narrow[0]?.createdDate).toBeGreaterThan(Date.parse(entries[0]?.datetime ?? ''));
  });
});

describe('item-limit', () => {
  it('is full since two days ago: refused each night, and refuses what is added now', async () => {
    const { entries, call, id, push } = await observe('item-limit');
    expect(Date.parse(START) - Date.parse(entries[0]?.datetime ?? '')).toBeGreaterThan(2 * DAY);
    const limit = await call('GET', `/rest/organizations/${id}/limits/content/numberOfDocumentsLimit`);
    expect(limit.body).toMatchObject({ actualCount: 600, limit: 600 });
    const latest = await call('POST', `/rest/organizations/${id}/activities/latest`, {
      body: { operations: ['LIMIT_REACHED'] },
    });
    expect(activitiesSchema.parse(latest.body).items.length).toBe(2);
    const refused = await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    expect(refused).toMatchObject({ status: 412, body: { errorCode: 'DOCUMENT_LIMIT_EXCEEDED' } });
  });
});

describe('daily-limit', () => {
  it('takes the first run of a day, and nothing more until the day is over', async () => {
    const { entries, call, id, push, advance } = await observe('daily-limit');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    expect(runs(entries).map(({ items }) => items.length)).toEqual(Array(7).fill(300));
    const limit = await call('GET', `/rest/organizations/${id}/limits/content`);
    expect(limit.body).toMatchObject({
      pushApiMaximumDailyDocumentCount: { actualCount: 300, limit: 300 },
    });
    const latest = await call('POST', `/rest/organizations/${id}/activities/latest?perPage=100`, {
      body: { operations: ['LIMIT_REACHED'] },
    });
    const refusals = activitiesSchema.parse(latest.body).items;
    expect([refusals.length >= 8, refusals.length <= 9]).toEqual([true, true]);
    const put = () => push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    expect(await put()).toMatchObject({ status: 429, body: { errorCode: 'TOO_MANY_DOCUMENTS_DAILY' } });
    advance(12 * HOUR + MINUTE);
    expect((await put()).status).toBe(202);
  });
});

describe('service-errors and extension-fails', () => {
  it.each([
    ['service-errors', 'PROCESSING', 'INTERNAL_SERVER_ERROR', 2, 1 / 30],
    ['extension-fails', 'EXTENSION', 'EXTENSION_FAILED', 3, 1 / 20],
  ])(
    '%s: some items end in ERROR at %s with %s, in the last %i runs',
    async (name, task, errorCode, nights, share) => {
      const { entries } = await observed(name);
      const failed = where(entries, { result: 'ERROR' });
      expect(new Set(failed.map((entry) => `${entry.task} ${entry.meta.errorCode}`))).toEqual(
        new Set([`${task} ${errorCode}`]),
      );
      const ofRuns = runs(entries).map(
        ({ start }) => failed.filter(({ datetime }) => datetime >= start).length,
      );
      expect(ofRuns[nights - 1]).toBe(failed.length);
      const pushed = runs(entries)
        .slice(0, nights)
        .reduce((sum, { items }) => sum + items.length, 0);
      expect(failed.length / pushed).toBeGreaterThan(share / 2);
      expect(failed.length / pushed).toBeLessThan(2 * share);
    },
  );
});

describe('read-only-organization', () => {
  it('takes nothing since two days ago, on none of its sources, until it is read-only no more', async () => {
    const { entries, call, push, id, advance, rows, send } = await observe('read-only-organization', 'rich', {
      scenarios: ['healthy', 'read-only-organization'],
    });
    expect(Date.parse(START) - Date.parse(entries[0]?.datetime ?? '')).toBeGreaterThan(2 * DAY);
    expect(new Set(entries.map(({ sourceId }) => sourceId)).size).toBe(2);
    const status = await call('GET', `/rest/organizations/${id}/status`);
    expect(status.body).toMatchObject({ readOnly: true, paused: false });
    expect((await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } })).status).toBe(
      403,
    );
    advance(DAY);
    expect((await rows())[0]).toEqual(entries[0]);
    await send('PATCH', `/sandbox/_control/organizations/${id}`, { body: { readOnly: false } });
    advance(DAY);
    expect((await rows())[0]).not.toEqual(entries[0]);
  });
});

describe('deleted-source', () => {
  it('is not there any more, takes no push, and its rows are', async () => {
    const { entries, call, push, id, source, advance, rows } = await observe('deleted-source');
    expect(entries.length).toBeGreaterThan(1_000);
    const answer = await call('GET', `/rest/organizations/${id}/sources/${source}`);
    expect(answer.status).toBe(404);
    const pages = await call('GET', `/rest/organizations/${id}/sources/pages`);
    expect(pages.body).toMatchObject({ sourceModels: [], totalEntries: 0 });
    const refused = await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    expect(refused).toMatchObject({ status: 412, body: { errorCode: 'SOURCE_DOES_NOT_EXIST' } });
    advance(DAY);
    expect((await rows({ from: new Date(Date.parse(START) - DAY).toISOString() }))[0]).toEqual(entries[0]);
  });
});

describe('empty-batches', () => {
  it('has nothing in the second half of the batches of the last three runs', async () => {
    const { entries } = await observed('empty-batches');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const consumed = where(entries, { task: 'CONSUMING_BATCH' });
    expect(consumed.length).toBe(7 * 6);
    const empty = consumed.filter(
      ({ requestId }) => where(entries, { task: 'CONSUMING', requestId }).length === 0,
    );
    expect(empty.length).toBe(3 * 3);
    const sizes = runs(entries).map(({ items }) => Math.round((items.length / 600) * 10));
    expect(sizes).toEqual([5, 5, 5, 10, 10, 10, 10]);
  });
});

describe('slow-pipeline', () => {
  it('takes twelve minutes or more from consumed to indexed in the last two runs, two seconds before', async () => {
    const { entries } = await observed('slow-pipeline');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    const indexedAt = new Map(
      where(entries, { task: 'INDEXING' }).map(({ requestId, id, datetime }) => [
        `${requestId} ${id}`,
        Date.parse(datetime),
      ]),
    );
    const spans = runs(entries).map(({ items }) => {
      const taken = items.map(
        ({ requestId, id, datetime }) => (indexedAt.get(`${requestId} ${id}`) ?? 0) - Date.parse(datetime),
      );
      return { least: Math.min(...taken), most: Math.max(...taken) };
    });
    expect(spans.length).toBe(7);
    for (const [index, { least, most }] of spans.entries()) {
      expect(least).toBeGreaterThan(index < 2 ? 12 * MINUTE : 0);
      expect(most).toBeLessThan(index < 2 ? 32 * MINUTE : 2_000);
    }
  });

  it('lets an item that is pushed now wait, and counts it when it is indexed', async () => {
    const { push, advance, rows, model } = await observe('slow-pipeline');
    const items = async () => Object(await model()).information.numberOfDocuments;
    const before = await items();
    await push('PUT', '/documents?documentId=https://a/1', { body: { data: 'x' } });
    advance(10 * MINUTE);
    expect((await rows({ documentId: 'https://a/1' })).map(inShort)).toEqual([
      'CONSUMING ADD COMPLETED https://a/1',
    ]);
    expect(await items()).toBe(before);
    advance(HOUR / 2);
    expect((await rows({ documentId: 'https://a/1' })).map(({ task }) => task)).toEqual([
      'INDEXING',
      'MAPPING',
      'PROCESSING',
      'CONSUMING',
    ]);
    expect(await items()).toBe(before + 1);
  });
});

describe('catalog', () => {
  it('is a Catalog source that indexes everything; its batches pass the streaming extension', async () => {
    const { entries, model } = await observed('catalog');
    expect(count(entries, 'result')).toEqual({ COMPLETED: entries.length });
    expect(await model()).toMatchObject({
      sourceType: 'CATALOG',
      pushEnabled: true,
      streamEnabled: true,
      information: { numberOfDocuments: runs(entries)[0]?.items.length },
    });
    const [batch] = where(entries, { task: 'CONSUMING_BATCH' });
    expect(where(entries, { id: batch?.id }).map(inShort)).toEqual([
      `CONSUMING_BATCH BATCH_FILE COMPLETED ${batch?.id}`,
      `STREAMING_EXTENSION BATCH_FILE COMPLETED ${batch?.id}`,
      `STREAMING_BATCH BATCH_FILE COMPLETED ${batch?.id}`,
    ]);
  });
});
