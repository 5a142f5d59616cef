/** The limits of a licence that the sandbox enforces. What Coveo's licences have is not published: these are inventions. */
export const DEFAULT_LIMITS = {
  /** Items in the index; at it, items are refused with 412 DOCUMENT_LIMIT_EXCEEDED. */
  numberOfDocumentsLimit: 1_000_000,
  /** Push API calls in a UTC day; at it, calls are refused with 429 TOO_MANY_REQUESTS. */
  pushApiMaximumDailyInvocations: 15_000,
  /** Items in a UTC day; at it, items are refused with 429 TOO_MANY_DOCUMENTS_DAILY. */
  pushApiMaximumDailyDocumentCount: 1_000_000,
} as const;

/** One of the limits that can be reached. */
export type LimitKey = keyof typeof DEFAULT_LIMITS;

/** A value for each. */
export type Limits = Record<LimitKey, number>;
