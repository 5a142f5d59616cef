/** The bucket that the keyboard stands on, and the one where a selection began. Indexes; null when there is none. */
export interface BucketCursor {
  readonly at: number | null;
  readonly anchor: number | null;
}

/** No bucket and no selection. */
export const NO_CURSOR: BucketCursor = { at: null, anchor: null };

/** The first and the last bucket of a selection, both included. */
export type BucketRange = readonly [first: number, last: number];

/**
 * Moves by `delta` buckets among `count`, never outside. With `extend` the selection grows from where it began, else
 * it is dropped. The first move only enters, at the newest bucket or, going right, at the oldest; an infinite `delta`
 * goes to the end that it points to.
 */
export function move(cursor: BucketCursor, delta: number, count: number, extend: boolean): BucketCursor {
  if (count === 0) return NO_CURSOR;
  const entry = delta > 0 === Number.isFinite(delta) ? 0 : count - 1;
  const at = cursor.at === null ? entry : Math.min(count - 1, Math.max(0, cursor.at + delta));
  return { at, anchor: extend ? (cursor.anchor ?? cursor.at ?? at) : null };
}

/** What is selected: from the anchor to the cursor; null when nothing is. */
export function selection({ at, anchor }: BucketCursor): BucketRange | null {
  if (at === null || anchor === null) return null;
  return [Math.min(at, anchor), Math.max(at, anchor)];
}
