import { createReadStream } from 'node:fs';
import { JSONParser } from '@streamparser/json';
import { z } from 'zod';
import type { BatchContent } from './call';
import type { PushedDelete, PushedItem } from './item';
import { itemBytesOf, metadataBytesOf } from './metadata-size';

const recordSchema = z.record(z.string(), z.unknown());

/** The value of a key, whatever its case: Coveo compares keys without it. */
function readKey(item: Record<string, unknown>, key: string): unknown {
  const found = Object.keys(item).find((name) => name.toLowerCase() === key);
  return found === undefined ? undefined : item[found];
}

/** Measures an item of a push: the body of a single one, or an entry of a batch. */
export function measureItem(documentId: string, item: Record<string, unknown>): PushedItem {
  return { documentId, bytes: itemBytesOf(item), metadataBytes: metadataBytesOf(item) };
}

/**
 * Reads an uploaded batch item by item, without holding the whole of it, into measured items. What is not JSON, or
 * not of a batch's form, answers `broken`, with a message that says where; then no item of it counts.
 */
export async function readBatchFile(path: string): Promise<Exclude<BatchContent, { kind: 'file' }>> {
  const addOrUpdate: PushedItem[] = [];
  const deletions: PushedDelete[] = [];
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
    const item = recordSchema.safeParse(value);
    if (typeof key !== 'number' || !item.success || Array.isArray(value)) {
      return fail(`"${list}" must be an array of objects`);
    }
    const documentId = String(readKey(item.data, 'documentid') ?? '');
    if (list === 'addorupdate') addOrUpdate.push(measureItem(documentId, item.data));
    else deletions.push({ documentId, deleteChildren: readKey(item.data, 'deletechildren') === true });
  };

  let isFirst = true;
  for await (const chunk of createReadStream(path)) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (isFirst && !/^\s*\{/.test(chunk.toString('latin1', 0, 1_024))) fail('expected an object');
    isFirst = false;
    if (failure === null) parser.write(chunk);
    if (failure !== null) break;
  }
  if (failure === null && isFirst) fail('the file is empty');
  if (failure === null && !parser.isEnded) parser.end();
  if (failure !== null) return { kind: 'broken', message: failure };
  return { kind: 'items', addOrUpdate, delete: deletions };
}
