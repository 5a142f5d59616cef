import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { readBatchFile } from './batch-file';
import type { PushedDelete, PushedItem } from './item';
import { measureItem } from './measure-item';

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

it('keeps nothing of long values: what an item is measured to be is the same as one by one', async () => {
  const text = fc
    .tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(0, 1, 3_000))
    .map(([unit, times]) => unit + unit.repeat(times));
  const identity = fc.record({ identity: text, identityType: fc.constant('User') });
  const permissions = fc.oneof(
    fc.array(fc.record({ allowedPermissions: fc.array(identity, { maxLength: 3 }) }), { maxLength: 3 }),
    fc.jsonValue(),
  );
  const item = fc.dictionary(text, fc.oneof(text, fc.jsonValue(), fc.array(text, { maxLength: 3 })), {
    maxKeys: 4,
    noNullPrototype: true,
  });
  const batch = fc.array(fc.record({ item, permissions, documentId: fc.webUrl() }), {
    minLength: 1,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(batch, fc.boolean(), async (entries, isEscaped) => {
      const items = entries.map(({ item, permissions, documentId }) => ({
        ...item,
        documentId,
        permissions,
      }));
      const content = JSON.stringify({ addOrUpdate: items }, null, isEscaped ? 1 : 0);
      const escaped = content.replaceAll(
        /[^\x20-\x7e\n]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(await read(isEscaped ? escaped : content)).toEqual({
        kind: 'read',
        entries: items.length,
        addOrUpdate: items.map((each) => measureItem(each.documentId, each)),
        delete: [],
      });
    }),
    { numRuns: 30 },
  );
});

it('counts no further than needed in permissions without an end', async () => {
  const identities = Array.from({ length: 20_000 }, () => ({ identity: 'ada@example.com' }));
  const item = { documentId: 'https://a/1', permissions: [{ allowedPermissions: identities }] };
  expect(await read(JSON.stringify({ addOrUpdate: [item] }))).toMatchObject({
    addOrUpdate: [{ permissions: 5_001, metadataBytes: 0 }],
  });
});

it('of a key that comes twice, both values are measured, and the first one counts', async () => {
  const text =
    '{"addOrUpdate":[{"documentId":"https://a/1","DOCUMENTID":"b","a":"12","A":"3"}],"delete":[{"documentId":"c","deleteChildren":true,"deletechildren":false}]}';
  expect(await read(text)).toEqual({
    kind: 'read',
    entries: 2,
    addOrUpdate: [{ documentId: 'https://a/1', bytes: 15, metadataBytes: 3 }],
    delete: [{ documentId: 'c', deleteChildren: true }],
  });
});

it('passes over what is no list of a batch, whatever is in it', async () => {
  const text =
    '{"addOrUpdate":null,"other":[[{"documentId":"a"},1],{"b":[2]}],"x":{"documentId":"c"},"delete":[]}';
  expect(await read(text)).toEqual({ kind: 'read', entries: 0, addOrUpdate: [], delete: [] });
});

const LIST = '"addorupdate" must be an array of objects';

const broken: [string, string, string][] = [
  ['nothing', '', 'the file is empty at position 0'],
  ['an array', '[1]', 'expected an object at position 0'],
  ['an object for a list', '{"addOrUpdate":{"documentId":"a"}}', `${LIST} at position 15`],
  ['a text for a list', '{"addOrUpdate":"a"}', `${LIST} at position 15`],
  ['a list for an object', '{"addOrUpdate":[["a"]]}', `${LIST} at position 16`],
  ['a value that is no object', '{"addOrUpdate":["a"]}', `${LIST} at position 16`],
  ['a quote that is not escaped', '{"addOrUpdate":[{"title":"a "b" c"}]}', 'unexpected token at position 29'],
  ['a missing comma', '{"addOrUpdate":[{"a":"b" "c":1}]}', 'unexpected token at position 25'],
  ['a missing end', '{"addOrUpdate":[{"documentId":"a"}', 'unexpected end at position 33'],
  [
    'a character that must be escaped, far into a long string',
    `{"addOrUpdate":[{"data":"${'x'.repeat(99_975)}\n"}]}`,
    'unexpected token at position 100000',
  ],
  [
    'a quote that is not escaped after a long string',
    `{"addOrUpdate":[{"data":"${'x'.repeat(99_975)}"y"}]}`,
    'unexpected token at position 100001',
  ],
  [
    'a number without an end',
    `{"addOrUpdate":[{"a":${'1'.repeat(200_000)}}]}`,
    'a number that is too long at position 20',
  ],
  ['something after the end', '{"addOrUpdate":[]} x', 'unexpected token at position 19'],
];

it.each(broken)('says what is wrong, and where: %s', async (_, content, what) => {
  expect(await read(content)).toEqual({
    kind: 'broken',
    message: `Unable to deserialize the batch: ${what}.`,
  });
});
