import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { z } from 'zod';
import { readJson } from '@/lib/evidence/json';
import type { SliceContent } from './slice';

const squeeze = promisify(deflate);
const unfold = promisify(inflate);

const text = z.string().nullable();
const storedRow = z.object({
  guid: z.string(),
  at: z.string(),
  item: text,
  operation: z.string(),
  result: z.string(),
  task: z.string(),
  sourceId: text,
  resourceId: text,
  requestId: text,
  meta: z.unknown().transform((meta) => readJson(meta)),
});
const facet = z.record(z.string(), z.number());
const storedContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rows'), rows: z.array(storedRow) }),
  z.object({
    kind: z.literal('counts'),
    counts: z.object({ operations: facet, results: facet, tasks: facet, sources: facet }),
  }),
]);

/** A slice's content as it is stored: compressed JSON. */
export async function packSlice(content: SliceContent): Promise<Uint8Array> {
  return new Uint8Array(await squeeze(JSON.stringify(content)));
}

/** A stored content; null where it is none: then the slice is read from Coveo again. */
export async function unpackSlice(bytes: Uint8Array | ArrayBuffer): Promise<SliceContent | null> {
  try {
    const json: unknown = JSON.parse((await unfold(new Uint8Array(bytes))).toString('utf8'));
    return storedContent.safeParse(json).data ?? null;
  } catch {
    return null;
  }
}
