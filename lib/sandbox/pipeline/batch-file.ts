import { open } from 'node:fs/promises';
import { JSONParser } from '@streamparser/json';
import type { PushedDelete, PushedItem } from './item';
import { itemBytesOf, metadataBytesOf } from './metadata-size';
import { othersFirst } from './others-first';
import { countPermissions } from './permissions';

const CHUNK_BYTES = 64 * 1024;

/** Without a schema, which would copy each of what may be hundreds of thousands of items. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key, whatever its case: Coveo compares keys without it. */
function readKey(item: Record<string, unknown>, key: string): unknown {
  const found = Object.keys(item).find((name) => name.toLowerCase() === key);
  return found === undefined ? undefined : item[found];
}

/** Measures an item of a push: the body of a single one, or an entry of a batch. */
export function measureItem(documentId: string, item: Record<string, unknown>): PushedItem {
  const stated = readKey(item, 'permissions');
  const permissions = stated === undefined ? undefined : countPermissions(stated);
  return { documentId, bytes: itemBytesOf(item), metadataBytes: metadataBytesOf(item), permissions };
}

/** Told of each entry of a batch, in the order of the file. */
export interface BatchVisitor {
  put?(item: PushedItem): void;
  delete?(target: PushedDelete): void;
}

/** What a batch file turned out to be: entries, or a text that is no batch, with a message that says where. */
export type BatchReading = { kind: 'read'; entries: number } | { kind: 'broken'; message: string };

/**
 * Reads an uploaded batch item by item, without holding the whole of it, and lets other work go on in between. What
 * is not JSON, or not of a batch's form, answers `broken`; the visitor may have been told of entries before that.
 */
export async function readBatchFile(path: string, visitor: BatchVisitor): Promise<BatchReading> {
  let entries = 0;
  let position = 0;
  let failure: string | null = null;
  const fail = (message: string) => {
    failure ??= `Unable to deserialize the batch: ${message} at position ${position}.`;
  };

  const parser = new JSONParser({ paths: ['$.*.*'], keepStack: false });
  parser.onToken = ({ offset }) => {
    position = offset;
  };
  parser.onError = ({ message }) => {
    const offset = /absolute position "(\d+)"/.exec(message)?.[1];
    if (offset) position = Number(offset);
    fail(message.includes('mid-parsing') ? 'unexpected end' : 'unexpected token');
  };
  parser.onValue = ({ value, key, stack }) => {
    const list = String(stack.at(-1)?.key ?? '').toLowerCase();
    if (list !== 'addorupdate' && list !== 'delete') return;
    const item: unknown = value;
    if (typeof key !== 'number' || !isObject(item)) {
      return fail(`"${list}" must be an array of objects`);
    }
    entries += 1;
    const documentId = () => String(readKey(item, 'documentid') ?? '');
    if (list === 'addorupdate') visitor.put?.(measureItem(documentId(), item));
    else
      visitor.delete?.({
        documentId: documentId(),
        deleteChildren: readKey(item, 'deletechildren') === true,
      });
  };

  let isFirst = true;
  for await (const chunk of chunksOf(path)) {
    if (isFirst && !/^\s*\{/.test(chunk.toString('latin1', 0, 1_024))) fail('expected an object');
    isFirst = false;
    if (failure === null) parser.write(chunk);
    if (failure !== null) break;
    await othersFirst();
  }
  if (failure === null && isFirst) fail('the file is empty');
  if (failure === null && !parser.isEnded) parser.end();
  if (failure !== null) return { kind: 'broken', message: failure };
  return { kind: 'read', entries };
}

/** The content of a file piece by piece, each in the place of the one before: a stream's would wait to be cleared away. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
