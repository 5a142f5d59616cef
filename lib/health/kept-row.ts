import { z } from 'zod';
import { type Json, readJson } from '@/lib/evidence/json';

const textOrNull = z.string().nullable().catch(null);

/** A log row as it is kept beside what it proves (`LogRow`); its `meta` may be shorter than it was. */
export const keptRow = z.object({
  guid: z.string(),
  at: z.string(),
  item: textOrNull,
  operation: z.string(),
  result: z.string(),
  task: z.string(),
  sourceId: textOrNull,
  resourceId: textOrNull,
  requestId: textOrNull,
  meta: z.unknown().transform((value): Json => readJson(value)),
});
