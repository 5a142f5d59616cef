import { createHash } from 'node:crypto';

/** How many bytes of a guid's hash are kept: among millions of rows of one day no two are likely to share them. */
const BYTES = 8;

/**
 * Which rows were seen, as sorted hashes joined into bytes. Two of them can be united without knowing the rows, so
 * that a row that is looked at again does not count again.
 */
export function seenRows(guids: Iterable<string>): Uint8Array {
  const hashes = new Set<bigint>();
  for (const guid of guids) hashes.add(createHash('sha256').update(guid).digest().readBigUInt64BE());
  return packed(BigUint64Array.from(hashes).sort());
}

/** Both together, each row once. */
export function unite(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [left, right] = [unpacked(a), unpacked(b)];
  const both = new BigUint64Array(left.length + right.length);
  let [l, r, n] = [0, 0, 0];
  while (l < left.length || r < right.length) {
    const [x, y] = [left[l], right[r]];
    if (y === undefined || (x !== undefined && x < y)) {
      both[n++] = x ?? 0n;
      l++;
    } else {
      if (x === y) l++;
      both[n++] = y;
      r++;
    }
  }
  return packed(both.subarray(0, n));
}

/** How many rows were seen. */
export function countSeen(bytes: Uint8Array): number {
  return bytes.length / BYTES;
}

function packed(sorted: BigUint64Array): Uint8Array {
  const bytes = new Uint8Array(sorted.length * BYTES);
  const view = new DataView(bytes.buffer);
  for (const [n, hash] of sorted.entries()) view.setBigUint64(n * BYTES, hash);
  return bytes;
}

function unpacked(bytes: Uint8Array): BigUint64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hashes = new BigUint64Array(countSeen(bytes));
  for (let n = 0; n < hashes.length; n++) hashes[n] = view.getBigUint64(n * BYTES);
  return hashes;
}
