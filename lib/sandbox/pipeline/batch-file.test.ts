import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readBatchFile } from './batch-file';
import type { PushedDelete, PushedItem } from './item';

const folder = mkdtempSync(path.join(os.tmpdir(), 'batch-file-'));

afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Uint8Array) {
  const file = path.join(folder, 'batch');
  await writeFile(file, content);
  const addOrUpdate: PushedItem[] = [];
  const deletions: PushedDelete[] = [];
  const reading = await readBatchFile(file, {
    put: (item) => addOrUpdate.push(item),
    delete: (target) => deletions.push(target),
  });
  return reading.kind === 'broken' ? reading : { ...reading, addOrUpdate, delete: deletions };
}

it('measures the items and reads the deletions, whatever the case of the keys', async () => {
  expect(
    await read(
      '{"AddOrUpdate":[{"DocumentId":"https://a/1","data":"xyz","title":"T"}],"DELETE":[{"documentId":"b"}]}',
    ),
  ).toEqual({
    kind: 'read',
    entries: 2,
    addOrUpdate: [{ documentId: 'https://a/1', bytes: 15, metadataBytes: 1 }],
    delete: [{ documentId: 'b', deleteChildren: false }],
  });
});

it('takes an empty batch', async () => {
  expect(await read(' {} ')).toEqual({ kind: 'read', entries: 0, addOrUpdate: [], delete: [] });
});

it('reads a metadata value of more than fifty megabytes, which spans many chunks', async () => {
  const value = 'é'.repeat(27_000_000);
  expect(await read(`{"addOrUpdate":[{"documentId":"https://a/1","text":"${value}"}]}`)).toEqual({
    kind: 'read',
    entries: 1,
    addOrUpdate: [{ documentId: 'https://a/1', bytes: 54_000_011, metadataBytes: 54_000_000 }],
    delete: [],
  });
});

const LIST = '"addorupdate" must be an array of objects';

const broken: [string, string, string][] = [
  ['nothing', '', 'the file is empty at position 0'],
  ['an array', '[1]', 'expected an object at position 0'],
  ['an object for a list', '{"addOrUpdate":{"documentId":"a"}}', `${LIST} at position 29`],
  ['a value that is no object', '{"addOrUpdate":["a"]}', `${LIST} at position 16`],
  ['a quote that is not escaped', '{"addOrUpdate":[{"title":"a "b" c"}]}', 'unexpected token at position 29'],
  ['a missing comma', '{"addOrUpdate":[{"a":"b" "c":1}]}', 'unexpected token at position 25'],
  ['a missing end', '{"addOrUpdate":[{"documentId":"a"}', 'unexpected end at position 33'],
  ['something after the end', '{"addOrUpdate":[]} x', 'unexpected token at position 19'],
];

it.each(broken)('says what is wrong, and where: %s', async (_, content, what) => {
  expect(await read(content)).toEqual({
    kind: 'broken',
    message: `Unable to deserialize the batch: ${what}.`,
  });
});
