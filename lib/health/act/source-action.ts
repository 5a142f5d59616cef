import { z } from 'zod';
import type { Json } from '@/lib/evidence/json';

const moment = z.string();
const textOrNull = z.string().nullable();

/**
 * What a write was answered. `unknown`: no answer came, or one after which it may have taken effect all the same, such
 * as a 504. Holds no secret.
 */
const answer = z.object({
  /** The operation's name, such as `push.status`. */
  call: z.string(),
  method: z.string(),
  /** Redacted. */
  url: z.string(),
  outcome: z.enum(['accepted', 'refused', 'unknown']),
  /** Null where no answer came. */
  status: z.number().nullable(),
  requestId: textOrNull,
  /** The `Date` of the answer: Coveo's time; null where it sent none. */
  at: moment.nullable(),
  ms: z.number(),
  /** One sentence. */
  text: z.string(),
});

/** A log row of the canary, and how long after the one before it came (the first: after the call was answered). */
const stage = z.object({
  task: z.string(),
  operation: z.string(),
  result: z.string(),
  at: moment,
  afterMs: z.number(),
});

const canary = z.object({
  uri: z.string(),
  orderingId: z.string(),
  /** It was pushed with permissions that let nobody find it. */
  secured: z.boolean(),
  /**
   * `pushing`, `deleting`: that call is being made, or was when Pushscope was stopped. `arriving`, `leaving`: the rows
   * are followed. `gone`: nothing is left of it. `left`: it may still be in the index.
   */
  state: z.enum(['pushing', 'arriving', 'deleting', 'leaving', 'gone', 'left']),
  /** Coveo's time before it was pushed. */
  sentAt: moment,
  push: answer.nullable(),
  stages: z.array(stage).readonly(),
  /** How its way into the index ended; null while it is under way. */
  arrival: z
    .object({
      end: z.enum(['indexed', 'lost', 'not seen', 'refused']),
      at: moment,
      text: z.string(),
      problem: z.object({ id: z.string(), title: z.string() }).nullable(),
    })
    .nullable(),
  /** Every deletion that was sent. */
  deletions: z.array(answer).readonly(),
  leaving: z.array(stage).readonly(),
  /** How it ended for now, and when. */
  end: z.object({ at: moment, text: z.string() }).nullable(),
  /** What happened beside: that it was taken up again, say. */
  notes: z.array(z.object({ at: moment, text: z.string() })).readonly(),
  /** Coveo's time of the last look. */
  asOf: moment,
  /** Why the last look read no rows; null where it did. */
  unread: textOrNull,
});

/** One thing that a probe tried. */
const probeLine = z.object({
  name: z.enum(['host', 'token', 'source', 'clock', 'upload']),
  state: z.enum(['proved', 'failed', 'not known', 'not tried']),
  text: z.string(),
  ms: z.number().nullable(),
  status: z.number().nullable(),
  requestId: textOrNull,
});

const detail = z.object({
  /** How it stands, in a sentence or two. */
  text: z.string(),
  answers: z.array(answer).readonly(),
  canary: canary.nullable(),
  probe: z.array(probeLine).readonly().nullable(),
});

/** What a write was answered. */
export type WriteAnswer = Readonly<z.infer<typeof answer>>;
/** One log row of a canary. */
export type CanaryStage = Readonly<z.infer<typeof stage>>;
/** A marked item that was pushed to prove a source's path, and how it fares. */
export type Canary = Readonly<z.infer<typeof canary>>;
/** One thing that a probe tried. */
export type ProbeLine = Readonly<z.infer<typeof probeLine>>;
/** What is kept of an action beside who did it and when. */
export type ActionDetail = Readonly<z.infer<typeof detail>>;

/** Something that somebody had done to a source at Coveo. Times are ISO in UTC. */
export interface SourceAction {
  readonly id: string;
  readonly kind: 'idle' | 'canary' | 'probe';
  readonly at: string;
  readonly who: string;
  /** The issue that it was done for; null for none. */
  readonly issue: string | null;
  /** It has not ended. */
  readonly open: boolean;
  /** A process of Pushscope is at it. */
  readonly running: boolean;
  readonly detail: ActionDetail;
}

/** What was kept of an action; where it cannot be read any more, that is said. */
export function readActionDetail(json: Json): ActionDetail {
  const told = detail.safeParse(json).data;
  return (
    told ?? { text: 'What was kept of it cannot be read any more.', answers: [], canary: null, probe: null }
  );
}

/** The canary that an action is about; null where it is none, or cannot be read any more. */
export function canaryOf(json: Json): Canary | null {
  return readActionDetail(json).canary;
}

/** Whether an action is a canary that is not known to be gone, and that no process of Pushscope is at. */
export function isLeftBehind({ kind, open, running }: SourceAction): boolean {
  return kind === 'canary' && open && !running;
}
