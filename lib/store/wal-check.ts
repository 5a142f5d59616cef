const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The first four bytes of a log; the last bit tells in which byte order its checksums count. */
const MAGIC = 0x377f0682;

/**
 * Whether a write-ahead log was damaged after it was written, by the format that SQLite documents. The engine ends
 * reading at the first frame that does not hold, because after a loss of power the last transaction may be torn. Each
 * commit is on the disk before the next begins, so where two or more commits of the same log come after such a frame,
 * something that had been answered would silently be missing. Damage in the newest transaction cannot be told from a
 * torn one.
 */
export function isDamagedLog(log: Uint8Array): boolean {
  if (log.length < HEADER_BYTES + FRAME_HEADER_BYTES) return false;
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  const isHeaderWhole = (view.getUint32(0) & ~1) >>> 0 === MAGIC && matches(view, 24, checksum(view, 0, 24));
  const pageBytes = view.getUint32(8);
  if (pageBytes < 512 || pageBytes > 65_536) return true;
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  const salts = (at: number) => view.getBigUint64(at);
  let sums = isHeaderWhole ? checksum(view, 0, 24) : null;
  const commitsLost = new Map<bigint, number>();
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    if (sums !== null && salts(at + 8) === salts(16)) {
      const next = checksum(view, at + FRAME_HEADER_BYTES, pageBytes, checksum(view, at, 8, sums));
      sums = matches(view, at + 16, next) ? next : null;
      if (sums !== null) continue;
    } else {
      sums = null;
    }
    const isCommit = view.getUint32(at + 4) !== 0;
    if (isCommit) commitsLost.set(salts(at + 8), (commitsLost.get(salts(at + 8)) ?? 0) + 1);
  }
  // Frames with other salts are left over from before the log began anew, and were taken over into the file.
  if (isHeaderWhole) return (commitsLost.get(salts(16)) ?? 0) >= 2;
  return [...commitsLost.values()].some((commits) => commits >= 2);
}

type Sums = readonly [number, number];

/** SQLite's running checksum over `bytes` bytes from `from`, in the byte order that the log's header names. */
function checksum(view: DataView, from: number, bytes: number, [first, second]: Sums = [0, 0]): Sums {
  const isLittle = (view.getUint32(0) & 1) === 0;
  let [a, b] = [first, second];
  for (let at = from; at < from + bytes; at += 8) {
    a = (a + view.getUint32(at, isLittle) + b) >>> 0;
    b = (b + view.getUint32(at + 4, isLittle) + a) >>> 0;
  }
  return [a, b];
}

function matches(view: DataView, at: number, [a, b]: Sums): boolean {
  return view.getUint32(at) === a && view.getUint32(at + 4) === b;
}
