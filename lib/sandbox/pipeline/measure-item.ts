import type { PushedItem } from './item';
import { itemBytesOf, metadataBytesOf } from './metadata-size';
import { countPermissions } from './permissions';

/** Measures an item that is pushed by itself; its permissions are found whatever the case of the key. */
export function measureItem(documentId: string, item: Record<string, unknown>): PushedItem {
  const key = Object.keys(item).find((name) => name.toLowerCase() === 'permissions');
  const permissions = key === undefined ? undefined : countPermissions(item[key]);
  return { documentId, bytes: itemBytesOf(item), metadataBytes: metadataBytesOf(item), permissions };
}
