import { z } from 'zod';

/**
 * The fields of a recorded call, wherever one is kept: in the store, with a finding, in a capsule. `text` reads those
 * that may be null, for some places would rather lose one of them than the whole call. Times are ISO in UTC.
 */
export function keptCallFields<Text extends z.ZodType>(text: Text) {
  return {
    at: z.string(),
    method: z.string(),
    path: z.string(),
    /** Null where no answer came. */
    status: z.number().nullable(),
    errorCode: text,
    requestId: text,
    orderingId: text,
    fileId: text,
    documentId: text,
    items: z.number().nullable(),
    bytes: z.number().nullable(),
  };
}
