import { describe, expect, it } from 'vitest';
import { type Entry, inShort } from '../sandbox-under-test';
import { count, observe, observed, runs, where } from './observe-under-test';

/** The share of each run, newest first, that was rejected at a task. */
function rejectedShares(entries: Entry[], task: string): number[] {
  const rejected = new Set(
    where(entries, { result: 'REJECTED', task }).map(({ requestId, id }) => `${requestId} ${id}`),
  );
  return runs(entries).map(({ items }) => {
    const refused = items.filter(({ requestId, id }) => rejected.has(`${requestId} ${id}`));
    return refused.length / items.length;
  });
}

/** Puts an item to a source, and answers its rows in short, oldest first. */
async function rowsOfPut(scenario: string, documentId: string, item: Record<string, unknown>) {
  const { push, rows, advance } = await observe(scenario);
  await push('PUT', `/documents?documentId=${encodeURIComponent(documentId)}`, { body: item });
  advance(10_000);
  return (await rows({ documentId })).map(inShort).reverse();
}

describe('missing-permissions', () => {
  it('rejects about one in six of the last two runs at CONSUMING, for a reason that it tells', async () => {
    const { entries } = await observed('missing-permissions');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ CONSUMING: rejected.length });
    expect(rejected[0]?.meta).toMatchObject({
      errorCode: 'MISSING_PERMISSIONS',
      errorMessage: 'The source is secured, and the item has no valid permissions.',
    });
    const [newest, before, ...older] = rejectedShares(entries, 'CONSUMING');
    for (const share of [newest, before]) {
      expect(share).toBeGreaterThan(0.12);
      expect(share).toBeLessThan(0.22);
    }
    expect(older).toEqual([0, 0, 0, 0, 0]);
  });

  it('is a secured source: what is pushed to it needs permissions', async () => {
    const { model } = await observed('missing-permissions');
    expect(await model()).toMatchObject({ sourceVisibility: 'SECURED' });
    const id = 'https://a/1';
    expect(await rowsOfPut('missing-permissions', id, { data: 'x' })).toEqual([
      `CONSUMING ADD REJECTED ${id}`,
    ]);
    const allowed = Array.from({ length: 5_001 }, (_, n) => ({ identity: `user-${n}@example.com` }));
    const permissions = [{ allowedPermissions: allowed.slice(1) }];
    expect(await rowsOfPut('missing-permissions', id, { data: 'x', permissions })).toContain(
      `INDEXING ADD COMPLETED ${id}`,
    );
    const tooMany = [{ allowedPermissions: allowed }];
    expect(await rowsOfPut('missing-permissions', id, { data: 'x', permissions: tooMany })).toEqual([
      `CONSUMING ADD REJECTED ${id}`,
    ]);
  });
});

describe('invalid-document-ids', () => {
  it('rejects about 5 % of the last three runs at CONSUMING: ids without a scheme, of three kinds', async () => {
    const { entries } = await observed('invalid-document-ids');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ CONSUMING: rejected.length });
    expect(new Set(rejected.map(({ id }) => id.replace(/\d+$/, '')))).toEqual(
      new Set(['/pages/', 'wiki:', 'wiki.example.com/pages/']),
    );
    expect(rejected[0]?.meta.errorMessage).toBe('The document id is not a valid URI.');
    const shares = rejectedShares(entries, 'CONSUMING');
    expect(shares.map((share) => share > 0.03 && share < 0.07)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('extension-rejects', () => {
  it('rejects the drafts of the last four runs at EXTENSION, and nothing else', async () => {
    const { entries, model } = await observed('extension-rejects');
    const rejected = where(entries, { result: 'REJECTED' });
    expect(count(rejected, 'task')).toEqual({ EXTENSION: rejected.length });
    for (const { id } of rejected)
      expect(id).toMatch(/^https:\/\/press\.example\.com\/releases\/drafts\/\d+$/);
    expect(rejected[0]?.meta).toMatchObject({ errorCode: 'REJECTED_BY_EXTENSION' });
    expect(new Set(rejected.map(({ resourceId }) => resourceId)).size).toBe(1);
    const drafts = runs(entries).map(({ items }) => items.filter(({ id }) => id.includes('/drafts/')).length);
    expect(drafts.map((number) => number >= 79 && number <= 81)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(where(entries, { task: 'INDEXING' }).filter(({ id }) => id.includes('/drafts/'))).toEqual([]);
    const pushed = runs(entries)[0]?.items.length ?? 0;
    expect(await model()).toMatchObject({ information: { numberOfDocuments: pushed - (drafts[0] ?? 0) } });
  });

  it('rejects a draft that is pushed to it now', async () => {
    const id = 'https://press.example.com/drafts/1';
    expect(await rowsOfPut('extension-rejects', id, { data: 'x' })).toEqual([
      `CONSUMING ADD COMPLETED ${id}`,
      `EXTENSION ADD REJECTED ${id}`,
    ]);
  });
});
