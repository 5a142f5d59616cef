/** The most metadata that an item may have, in bytes (article 95). */
export const METADATA_LIMIT_BYTES = 52_428_800;

/** Keys of an item that are not metadata, in lower case: Coveo compares keys without case (article 162). */
const RESERVED_KEYS = new Set([
  'compressedbinarydata',
  'compressedbinarydatafileid',
  'compressiontype',
  'data',
  'documentid',
  'fileextension',
  'orderingid',
  'parentid',
  'permissions',
]);

/** Whether what an item has under a key, in lower case, is metadata. */
export function isMetadataKey(key: string): boolean {
  return !RESERVED_KEYS.has(key);
}

function bytesOf(value: unknown): number {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.byteLength(text ?? '', 'utf8');
}

/**
 * The total metadata of an item in bytes: UTF-8 of every value but those of the reserved keys, strings without their
 * quotes, all else as JSON; key names are not counted. How Coveo counts is not published: this is an assumption.
 */
export function metadataBytesOf(item: Record<string, unknown>): number {
  let total = 0;
  for (const [key, value] of Object.entries(item)) {
    if (isMetadataKey(key.toLowerCase())) total += bytesOf(value);
  }
  return total;
}

/** The size of a whole item in bytes: all its values, reserved or not. */
export function itemBytesOf(item: Record<string, unknown>): number {
  return Object.values(item).reduce<number>((total, value) => total + bytesOf(value), 0);
}
