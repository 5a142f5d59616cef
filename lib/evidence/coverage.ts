/**
 * The parts of a source's evidence. A door names the parts that it needs, and a part counts only when it is whole:
 * `failures` are all rows not COMPLETED, `batches` all BATCH_FILE and DELETE_OLDER_THAN rows, `histories` all rows.
 * `buckets` are row counts of stretches that cover the window: all rows are as good.
 */
export const PARTS = [
  'source',
  'organization',
  'activities',
  'counts',
  'failures',
  'batches',
  'histories',
  'buckets',
] as const;

/**
 * Parts that a token often may not read: `limits` of the organization, `privileges` of our token on the source, and
 * API `keys`. The verdict does not rest on them: without them their problems are not checked, and that is all.
 */
export const OPTIONAL_PARTS = ['limits', 'privileges', 'keys'] as const;

/** One of the parts that evidence is made of. */
export type Part = (typeof PARTS)[number] | (typeof OPTIONAL_PARTS)[number];

/** Whether a part was read whole, in part or not at all, and why not. */
export interface PartCoverage {
  readonly state: 'complete' | 'partial' | 'missing';
  /** A sentence for people when it is not complete. */
  readonly why: string | null;
  /** The call that failed, its HTTP status and Coveo's request id, where one did. */
  readonly call: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
}

/** One reading of one stretch of time: what was asked, and what came of it. */
export interface Read {
  readonly call: string;
  readonly from: string;
  readonly to: string;
  readonly state: 'read' | 'sampled' | 'skipped' | 'refused';
  readonly rows: number;
  /** Which rows were asked for; left out where all were. */
  readonly of?: 'rows not COMPLETED' | 'rows of batches' | 'one item' | 'a sample' | 'a closer look';
  /** Of a call that failed: its method and address (redacted), its HTTP status and Coveo's request id. */
  readonly request?: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly why?: string;
}

/** What could have been read of a source, and what was. */
export interface Coverage {
  /** Every part is complete that the verdict rests on, every row included. */
  readonly complete: boolean;
  /** Rows that `facetsStats` counted; null when it could not be read. */
  readonly rowsCounted: number | null;
  readonly rowsRead: number;
  /** Rows that came without a readable date, and so have no place in time. */
  readonly rowsUnreadable: number;
  readonly calls: number;
  readonly parts: Readonly<Record<Part, PartCoverage>>;
  readonly reads: readonly Read[];
}

/**
 * The parts that a verdict lacks. Every row and counts of stretches stand for each other: where there are too many rows
 * to read every one, it is the counts that are lacking, or nothing is.
 */
export function gapsIn(parts: Coverage['parts']): (typeof PARTS)[number][] {
  const { histories, buckets } = parts;
  const standsIn = histories.state === 'complete' || buckets.state === 'complete';
  const isOne = histories.why === buckets.why;
  return PARTS.filter((part) => {
    if (part === 'histories') return !standsIn && isOne;
    if (part === 'buckets') return !standsIn && !isOne;
    return parts[part].state !== 'complete';
  });
}

/** A part that was read whole. */
export const COMPLETE: PartCoverage = {
  state: 'complete',
  why: null,
  call: null,
  status: null,
  requestId: null,
};
