import { z } from 'zod';
import type { Json } from '@/lib/evidence/json';
import { keptRow } from '@/lib/health/kept-row';

/** The most items that one verification follows. */
export const MAX_FOLLOWED = 50;
/** The most rows that are kept as proof. */
export const MAX_PROOF_ROWS = 10;
/** A proof row's `meta` is kept up to so many characters of JSON. */
export const MAX_PROOF_META = 2_000;

const moment = z.string();
const textOrNull = z.string().nullable();

/** One stage of the newest operation that entered since: its log row's task, result and time. */
const step = z.object({ task: z.string(), result: z.string(), at: moment });

const stage = z.discriminatedUnion('kind', [
  /** No operation on it has entered since. */
  z.object({ kind: z.literal('not pushed') }),
  /** Entered at `since` and not at its end; `late` when it takes longer than was expected. */
  z.object({ kind: z.literal('under way'), task: z.string(), expectBy: moment, late: z.boolean() }),
  z.object({ kind: z.literal('indexed'), at: moment }),
  z.object({ kind: z.literal('deleted'), at: moment }),
  /** A batch that was taken in. */
  z.object({ kind: z.literal('taken in'), at: moment }),
  /** Not COMPLETED at some stage: by the issue's own problem (`same`), or by another one. */
  z.object({
    kind: z.literal('refused'),
    at: moment,
    same: z.boolean(),
    problem: z.string(),
    title: z.string(),
  }),
  /** Its rows could not be read. */
  z.object({ kind: z.literal('not read'), why: z.string() }),
]);

/** An item or a batch that is followed. `name` is the item's URI, or the batch's file id. */
const followed = z.object({ name: z.string(), stage, steps: z.array(step).readonly() });

const plan = z.object({
  /** Only operations that entered later than this count. */
  since: moment,
  /**
   * What is followed: the items that the issue names, the batches that come since, or the source as a whole, where a
   * problem shows neither in items nor in batches.
   */
  subject: z.enum(['items', 'batches', 'source']),
  /** URIs, at most `MAX_FOLLOWED`; empty unless the subject is items. */
  items: z.array(z.string()).readonly(),
  /** How many items the issue is about, of which `items` are a part. */
  total: z.number(),
  /** The rows of the issue are of deletes: then a deleted item has arrived. */
  deletes: z.boolean(),
  /** How long a push may take until its first row, in ms: an assumption. */
  enterMs: z.number(),
  /** How long from the first row to the last is expected, in ms. */
  passMs: z.number(),
  /** After so many ms from its first row, what has not ended will not. */
  settleMs: z.number(),
  /** The source's own latency that a scan measured, p95 in ms; null where none could be, and `passMs` is assumed. */
  measuredMs: z.number().nullable(),
});

const verification = z.object({
  /** Its number within the issue: the revision at which it began. */
  n: z.number(),
  state: z.enum(['waiting', 'passed', 'failed', 'cannot tell', 'given up']),
  /** One sentence or two: how it stands, and why. */
  text: z.string(),
  plan,
  begunAt: moment,
  begunBy: z.string(),
  /** Coveo's time of what it rests on; of the beginning while nothing was read. */
  asOf: moment,
  /** By when an answer is expected; null when nothing is waited for. */
  expectBy: moment.nullable(),
  followed: z.array(followed).readonly(),
  /** Rows that prove a failure, newest first, at most `MAX_PROOF_ROWS` of `proofTotal`. */
  proof: z.array(keptRow).readonly(),
  proofTotal: z.number(),
  /** What could not be read: it proves nothing. Null when everything was. */
  notRead: z
    .object({ call: z.string(), why: z.string(), status: z.number().nullable(), requestId: textOrNull })
    .nullable(),
  /** When to look again, in ms from now; null when there is nothing to wait for. */
  checkAfterMs: z.number().nullable(),
});

/** What a verification follows, frozen when it begins. */
export type VerificationPlan = z.infer<typeof plan>;
/** Where an item or a batch stands. */
export type FollowedStage = z.infer<typeof stage>;
/** An item or a batch that is followed, with the stages that it has left since. */
export type Followed = z.infer<typeof followed>;
/** What could not be read, with the call that failed. */
export type VerificationGap = NonNullable<FixVerification['notRead']>;
/** One verification of a fix, as its route answers it, as its page shows it, and as it is kept once it has ended. */
export type FixVerification = z.infer<typeof verification>;
/** How a verification stands, apart from who began it and what it follows. */
export type VerificationAnswer = Omit<FixVerification, 'n' | 'plan' | 'begunAt' | 'begunBy' | 'checkAfterMs'>;

/** A plan that was stored; null where it cannot be read any more. */
export function readVerificationPlan(json: Json): VerificationPlan | null {
  return plan.safeParse(json).data ?? null;
}

/** A verification that was stored at its end; null where it cannot be read any more. */
export function readFixVerification(json: Json): FixVerification | null {
  return verification.safeParse(json).data ?? null;
}

/** Whether a verification has ended for good: it is written down, and nobody looks again. */
export function isEnded({ state }: Pick<FixVerification, 'state'>): boolean {
  return state === 'passed' || state === 'failed' || state === 'given up';
}
