import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { isDamagedLog } from './wal-check';

const FRAME = 24 + 4_096;
const frameAt = (frame: number) => 32 + frame * FRAME;

/** A log as the engine wrote it: five commits of one page each after those of the table. */
async function log(): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-log-'));
  const file = path.join(folder, 'a.db');
  const client = createClient({ url: `file:${file}`, concurrency: 1 });
  await client.execute('PRAGMA journal_mode = WAL');
  await client.execute('CREATE TABLE t (n INTEGER)');
  for (let n = 0; n < 5; n++) await client.execute(`INSERT INTO t VALUES (${n})`);
  const bytes = await readFile(`${file}-wal`);
  client.close();
  await rm(folder, { recursive: true });
  return bytes;
}

function spoilt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
  return copy;
}

it('a log as the engine wrote it is whole, also where its end is torn', async () => {
  const whole = await log();
  const frames = (whole.length - 32) / FRAME;
  const ends = [0, 31, 32, 40, frameAt(1), frameAt(frames - 1) + 100, whole.length];
  expect(ends.map((end) => isDamagedLog(whole.subarray(0, end)))).toEqual(ends.map(() => false));
});

it('is damaged where commits that were answered can no longer be reached', async () => {
  const whole = await log();
  const frames = (whole.length - 32) / FRAME;
  const places = {
    header: 8,
    salts: 17,
    'first page': frameAt(0) + 500,
    'fourth last': frameAt(frames - 4) + 16,
  };
  expect(Object.values(places).map((at) => isDamagedLog(spoilt(whole, at)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

it('cannot tell damage in the newest commit from a torn one', async () => {
  const whole = await log();
  const frames = (whole.length - 32) / FRAME;
  expect(isDamagedLog(spoilt(whole, frameAt(frames - 1) + 500))).toBe(false);
});

it('leaves alone what an earlier log left behind its end', async () => {
  const [older, newer] = [await log(), await log()];
  const short = newer.subarray(0, frameAt(2));
  expect(isDamagedLog(Buffer.concat([short, older.subarray(frameAt(2))]))).toBe(false);
});
