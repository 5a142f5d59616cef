import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backUp } from './back-up';
import type { Database } from './database';
import { openEmbedded } from './embedded';
import { killWriter, whatIsMissing } from './killing-under-test';
import { mergeScan } from './merge-scan';
import { listIssues } from './read-issues';
import { restore } from './restore';
import { scanOf } from './scan-under-test';
import { closeWhole } from './store-under-test';
import { KEYS } from './writer-under-test';

const AT = '2026-11-20T03:00:00.000Z';
const KEPT = 'pushscope.db.before-restore-2026-11-20T030000.000Z';

let folder = '';
let data = '';
let backup = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pushscope-backup-'));
  data = path.join(folder, 'data');
  backup = path.join(folder, 'backup.db');
});
afterEach(() => rm(folder, { recursive: true }));

async function opened(at = data): Promise<Database> {
  const result = await openEmbedded(at);
  if (!result.ok) throw new Error(result.failure.text);
  return result.value;
}

const merge = (database: Database, key: string) =>
  mergeScan(database, scanOf(AT, [{ key, title: key, rows: [{ guid: key, at: AT }] }]));

const titles = async (database: Database) => {
  const { issues } = await listIssues(database, {
    places: [{ region: 'us', organization: 'acme' }],
    limit: 9,
  });
  return issues.map(({ title }) => title).sort();
};

/** What the data folder's database holds; it is opened and closed for that. */
const titlesIn = async (at: string) => {
  const database = await opened(at);
  const held = await titles(database);
  await closeWhole(database);
  return held;
};

it('is made beside a server that writes, holds what was committed, and can be restored whole', async () => {
  let backingUp: ReturnType<typeof backUp> | null = null;
  const acknowledged: number[] = [];
  const captures: number[] = [];
  const written = await killWriter({
    place: data,
    first: 0,
    isEnough: ({ merged, captured }) => {
      if (merged.length < 20 || backingUp !== null) return merged.length >= 60;
      acknowledged.push(...merged);
      captures.push(...captured);
      backingUp = backUp(data, backup);
      return false;
    },
  });
  expect(await backingUp).toEqual({ ok: true, content: { issues: KEYS.length } });
  expect(written.failures).toEqual([]);
  expect(await readdir(folder)).toEqual(['backup.db', 'data']);

  const elsewhere = path.join(folder, 'elsewhere');
  expect(await restore(elsewhere, backup, AT)).toEqual({
    ok: true,
    content: { issues: KEYS.length },
    kept: null,
  });
  const restored = await opened(elsewhere);
  const asThen = { ...written, merged: acknowledged, notes: [], captured: captures };
  // It also holds what was written until the backup began.
  expect(await whatIsMissing(restored, [asThen], 1_000)).toEqual([]);
  await closeWhole(restored);
});

it('brings back what was then, and keeps beside it what was since', async () => {
  const database = await opened();
  await merge(database, 'then');
  expect(await backUp(data, backup)).toEqual({ ok: true, content: { issues: 1 } });
  await merge(database, 'since');
  await closeWhole(database);
  expect(await restore(data, backup, AT)).toEqual({
    ok: true,
    content: { issues: 1 },
    kept: path.join(data, KEPT),
  });
  expect(await titlesIn(data)).toEqual(['then']);
  expect((await readdir(data)).filter((name) => name.includes('restore'))).toEqual([KEPT]);

  expect(await restore(data, path.join(data, KEPT), '2026-11-21T03:00:00.000Z')).toMatchObject({ ok: true });
  expect(await titlesIn(data)).toEqual(['since', 'then']);
});

it('takes what a killed server left in its log into what is kept', async () => {
  const database = await opened();
  await backUp(data, backup);
  await closeWhole(database);
  const written = await killWriter({ place: data, first: 0, isEnough: ({ merged }) => merged.length >= 5 });
  expect(await restore(data, backup, AT)).toMatchObject({ ok: true, content: { issues: 0 } });
  expect(await titlesIn(data)).toEqual([]);
  await restore(data, path.join(data, KEPT), '2026-11-21T03:00:00.000Z');
  const again = await opened();
  expect(await whatIsMissing(again, [written])).toEqual([]);
  await closeWhole(again);
});

it('is not restored while anybody uses the folder', async () => {
  const database = await opened();
  await merge(database, 'a');
  await backUp(data, backup);
  await merge(database, 'b');
  expect(await restore(data, backup, AT)).toEqual({
    ok: false,
    text: expect.stringContaining(`Another Pushscope uses the data folder ${data}.`),
  });
  expect(await titles(database)).toEqual(['a', 'b']);
  await closeWhole(database);
});

it('never takes the place of a file that is there, and needs a database', async () => {
  await writeFile(backup, 'mine');
  expect(await backUp(data, backup)).toEqual({
    ok: false,
    text: `There is no database in the data folder ${data}: nothing to back up.`,
  });
  const database = await opened();
  expect(await backUp(data, backup)).toEqual({
    ok: false,
    text: `There is a file ${backup} already: choose another name. Nothing was written.`,
  });
  const nowhere = path.join(folder, 'nowhere/backup.db');
  expect(await backUp(data, nowhere)).toEqual({
    ok: false,
    text: `The backup could not be written to ${nowhere} (ENOENT).`,
  });
  await closeWhole(database);
  expect(await readFile(backup, 'utf8')).toBe('mine');
});

it.each([
  ['is not there', async () => undefined, 'There is no file'],
  ['is no database', () => writeFile(backup, 'x'.repeat(5_000)), 'is damaged, or no backup of Pushscope.'],
  [
    'was cut off',
    async () => {
      await whole();
      await writeFile(backup, (await readFile(backup)).subarray(0, 8_192));
    },
    'is damaged, or no backup of Pushscope.',
  ],
  ['is somebody else’s', () => change('CREATE TABLE theirs (n INTEGER)'), 'is no backup of Pushscope.'],
  [
    'was made by a newer version',
    async () => {
      await whole();
      await change("INSERT INTO kysely_migration VALUES ('9999-later', '2026-11-20')");
    },
    'was made by a newer Pushscope: restore it with that one.',
  ],
])('a file that %s is not restored, and changes nothing', async (_, make, why) => {
  await make();
  const database = await opened();
  await merge(database, 'mine');
  await closeWhole(database);
  const before = await readdir(data);
  expect(await restore(data, backup, AT)).toEqual({ ok: false, text: expect.stringContaining(why) });
  expect(await readdir(data)).toEqual(before);
  expect(await titlesIn(data)).toEqual(['mine']);
});

/** A backup of another folder. */
async function whole(): Promise<void> {
  const other = path.join(folder, 'other');
  const database = await opened(other);
  await merge(database, 'theirs');
  await backUp(other, backup);
  await closeWhole(database);
}

async function change(statement: string): Promise<void> {
  const client = createClient({ url: `file:${backup}` });
  await client.execute(statement);
  client.close();
}
