import type { Part } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import type { LogRow } from '@/lib/evidence/log-row';
import type { MetaEntry } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import type { Facts, Span } from '@/lib/paste/facts';
import type { Phrase } from '@/lib/paste/vocabulary';
import type { Finding } from './finding';

/** Who must act on a problem: the client that pushes, an administrator, Coveo, or nobody but time. */
export type Actor = 'client' | 'administrator' | 'coveo' | 'wait';

/** What is known about a problem, in words for a support engineer. Parts in backticks are shown as code. */
export interface Words {
  /** Names the failing state in a few words. */
  readonly title: string;
  readonly whatHappened: string;
  readonly cause: string;
  /** Steps, in order. */
  readonly fix: readonly string[];
  readonly mistakes: readonly string[];
  readonly actor: Actor;
  /** Whether sending the same thing again can help. */
  readonly retryable: boolean;
  readonly retryAfter: string | null;
  /** Coveo's article about it, at its section where it has one. */
  readonly article: { readonly title: string; readonly url: string };
  /** What in these words is inferred or not known, in a sentence; null when Coveo documents all of it. */
  readonly unsure: string | null;
}

/** How sure a problem is that a row is its own; the rows that nobody claims go to the catch-alls. */
export type Claim = 'certain' | 'likely' | 'possible';

/** A log row that is not COMPLETED, with its `meta` read once for all problems. */
export interface FailedRow {
  readonly row: LogRow;
  readonly meta: readonly MetaEntry[];
}

/** What a live door sees: the evidence, the same read as a pipeline, and the failed rows that are the problem's. */
export interface Observed {
  readonly evidence: Evidence;
  readonly pipeline: Pipeline;
  readonly claimed: readonly ClaimedRow[];
  /** Recorded calls, oldest first, that were refused or not answered, and whose answers no problem knows. */
  readonly refused: readonly KeptPush[];
}

/** A failed row with how sure its problem is of it. */
export interface ClaimedRow extends FailedRow {
  readonly claim: Claim;
}

/** What a live door answers. What was not looked at is never clear. */
export type Detection =
  /** `all`: nothing more can be there, whatever parts of the evidence are missing. */
  | { readonly state: 'found'; readonly findings: readonly Finding[]; readonly all?: true }
  | { readonly state: 'clear' }
  | { readonly state: 'not checked'; readonly why: string };

/** The live door: is the problem there in what was observed? Pure; may throw only by mistake. */
export interface LiveDoor {
  /** Parts of the evidence that must be complete before the answer can be clear. */
  readonly needs: readonly Part[];
  /** Whether it can find its problem in a part of the rows too; if not, it waits for complete parts. */
  readonly fromPart: boolean;
  /**
   * Its claim reads the text of failed rows of items, or of batches: where such rows carry none, it cannot be told
   * whether they are its own, and it is not clear.
   */
  readonly readsText?: 'items' | 'batches';
  /** It rests on recorded calls alone: it is asked only where some are. Else the blind spots say what is not seen. */
  readonly ofRecorded?: true;
  /** Whether a failed row is this problem's, and how surely; null when not. Each row goes to one problem. */
  readonly claim?: (failed: FailedRow) => Claim | null;
  readonly detect: (observed: Observed) => Detection;
}

/** What the paste door answers: how sure it is, why, and the characters that decided. */
export interface Recognition {
  readonly confidence: Claim;
  /** Sentences: what was read that shows the problem. */
  readonly reasons: readonly string[];
  /** The characters that decided, in the text of the facts. */
  readonly spans: readonly Span[];
  /** What would prove it wrong, in a sentence. */
  readonly wrongIf: string;
  /** The request whose answer decides, where the text alone cannot tell. */
  readonly decidedBy: DecidingRequest | null;
  /** When to try again, where the text itself says so ("in 30 s"); null else. */
  readonly retryAfter: string | null;
  /** Where the text shows the client's own mistake: what to mend in the request, a step. Then the client acts. */
  readonly inRequest?: string;
}

/** A read-only request that tells two causes apart; it is shown as cURL, and its answer can be pasted in turn. */
export interface DecidingRequest {
  /** What its answer tells, in a sentence. */
  readonly tells: string;
  readonly call:
    | {
        readonly name: 'privilege.evaluate';
        readonly targetDomain: string;
        readonly type: string;
        /** `*` for all, else an id; null stands for the source of the paste, or a placeholder. */
        readonly targetId: string | null;
      }
    | { readonly name: 'organization.status' | 'sources.get' | 'limits' | 'activities.latest' }
    | { readonly name: 'logs.list'; readonly item: string | null };
}

/** The paste door: do the facts read from a pasted text show the problem? Pure; may throw only by mistake. */
export interface PasteDoor {
  /** Error codes in capitals that the reader shall find anywhere in a text. */
  readonly codes: readonly string[];
  /** Wordings that the reader shall find anywhere in a text. */
  readonly phrases: readonly Phrase[];
  /** Null when they do not show it. It sees one exchange at a time. */
  readonly recognise: (facts: Facts) => Recognition | null;
}

/** Where a problem can be met: in a pasted text, in a live source, in a payload before it is pushed. */
export type Door = 'paste' | 'live' | 'pre-flight';

/** A known kind of thing that goes wrong: its words and the doors that it can answer. Ids are permanent. */
export interface Problem {
  readonly id: string;
  readonly words: Words;
  /** HTTP statuses and codes that people know it by. */
  readonly signs: { readonly statuses: readonly number[]; readonly codes: readonly string[] };
  /** A text as one would paste it, to try; null for a problem that no paste shows. */
  readonly example: string | null;
  readonly paste?: PasteDoor;
  readonly live?: LiveDoor;
  /** Doors that are declared and not built yet: hidden from users. */
  readonly later: readonly Door[];
}
