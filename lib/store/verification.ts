import type { Kysely } from 'kysely';
import type { Json } from '@/lib/evidence/json';
import type { Database } from './database';
import type { Schema } from './schema';

/** Who begins to verify a fix of which issue. `detail` is what will be followed: its shape is the business of who gives it. */
export interface VerificationBeginning {
  readonly id: string;
  readonly who: string;
  /** ISO. */
  readonly at: string;
  readonly detail: Json;
}

/** How a verification ended, and for whom. `detail` is what was seen: redacted and bounded by who gives it. */
export interface VerificationEnd {
  readonly id: string;
  /** The verification: the revision at which it began. */
  readonly n: number;
  readonly who: string;
  /** ISO. */
  readonly at: string;
  /** What was seen after this brings an issue back whose fix passed, ISO; `at` where it is left out. */
  readonly resolvedAt?: string;
  readonly end: 'passed' | 'failed' | 'given up';
  /** What stands beside the resolution of an issue whose fix passed. */
  readonly proof: Json;
  readonly detail: Json;
}

/** Verifications of one issue: each keeps what it followed and its proof. */
export const MOST_VERIFICATIONS = 200;

/** Begun, under the number `n`; or one is under way already; or there were too many; or there is no such issue. */
export type Begun =
  | { readonly state: 'begun'; readonly n: number }
  | { readonly state: 'under way'; readonly n: number }
  | { readonly state: 'too many' }
  | { readonly state: 'no such issue' };

/** Written; or it had ended before, and nothing was written; or there is no such issue. */
export type Ended =
  | { readonly state: 'ended' }
  | { readonly state: 'ended before' }
  | { readonly state: 'no such issue' };

const BEGUN = 'verification-begun';
const ENDS = {
  passed: 'verification-passed',
  failed: 'verification-failed',
  'given up': 'verification-given-up',
} as const;

/** Begins the verification of a fix in the issue's history, in one transaction. An issue has one at a time. */
export async function beginVerification(
  database: Database,
  { id, who, at, detail }: VerificationBeginning,
): Promise<Begun> {
  return database.write(async (transaction) => {
    const issue = await heldIssue(transaction, database, id);
    if (issue === null) return { state: 'no such issue' };
    const running = await runningVerification(transaction, id);
    if (running !== null) return { state: 'under way', n: running };
    if ((await countBegun(transaction, id)) >= MOST_VERIFICATIONS) return { state: 'too many' };
    const n = issue.revision + 1;
    await write(transaction, id, {
      state: issue.state,
      changes: [{ revision: n, who, kind: BEGUN, detail }],
      at,
    });
    return { state: 'begun', n };
  });
}

/**
 * Ends a verification in the issue's history, in one transaction, and resolves an issue whose fix passed. Of several
 * who come to an end at once the first one writes it, and the others change nothing.
 */
export async function endVerification(database: Database, ended: VerificationEnd): Promise<Ended> {
  const { id, n, who, at, resolvedAt = at, end, proof, detail } = ended;
  return database.write(async (transaction) => {
    const issue = await heldIssue(transaction, database, id);
    if (issue === null) return { state: 'no such issue' };
    if ((await runningVerification(transaction, id)) !== n) return { state: 'ended before' };
    const resolves = end === 'passed' && issue.state !== 'resolved';
    const revision = issue.revision + 1;
    await write(transaction, id, {
      state: resolves ? 'resolved' : issue.state,
      changes: [
        { revision, who, kind: ENDS[end], detail },
        ...(resolves ? [{ revision: revision + 1, who, kind: 'resolved', detail: proof }] : []),
      ],
      at,
      resolvedAt,
    });
    return { state: 'ended' };
  });
}

interface HeldIssue {
  readonly revision: number;
  readonly state: string;
}

/** With PostgreSQL nobody changes the issue until the transaction ends; with libsql nobody writes at all. */
async function heldIssue(
  transaction: Kysely<Schema>,
  { engine }: Database,
  id: string,
): Promise<HeldIssue | null> {
  const issue = await transaction
    .selectFrom('issues')
    .select(['revision', 'state'])
    .where('id', '=', id)
    .$if(engine === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return issue ?? null;
}

/** The number of the verification that is under way; null where none is. */
async function runningVerification(transaction: Kysely<Schema>, id: string): Promise<number | null> {
  const newest = await transaction
    .selectFrom('issue_changes')
    .select(['revision', 'kind'])
    .where('issue_id', '=', id)
    .where('kind', 'in', [BEGUN, ...Object.values(ENDS)])
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.kind === BEGUN ? newest.revision : null;
}

async function countBegun(transaction: Kysely<Schema>, id: string): Promise<number> {
  const { begun } = await transaction
    .selectFrom('issue_changes')
    .select(({ fn }) => fn.countAll().as('begun'))
    .where('issue_id', '=', id)
    .where('kind', '=', BEGUN)
    .executeTakeFirstOrThrow();
  return Number(begun);
}

interface Written {
  readonly state: string;
  readonly at: string;
  /** `at` where it is left out. */
  readonly resolvedAt?: string;
  /** Oldest first. */
  readonly changes: readonly {
    readonly revision: number;
    readonly who: string;
    readonly kind: string;
    readonly detail: Json;
  }[];
}

async function write(
  transaction: Kysely<Schema>,
  id: string,
  { state, at, resolvedAt = at, changes }: Written,
): Promise<void> {
  const ms = Date.parse(at);
  const resolves = changes.some(({ kind }) => kind === 'resolved');
  await transaction
    .updateTable('issues')
    .set({
      revision: changes.at(-1)?.revision ?? 0,
      updated_at: ms,
      ...(resolves ? { state, resolved_at: Date.parse(resolvedAt), ignored_until: null } : {}),
    })
    .where('id', '=', id)
    .execute();
  await transaction
    .insertInto('issue_changes')
    .values(
      changes.map(({ revision, who, kind, detail }) => ({
        issue_id: id,
        revision,
        at: ms,
        who,
        kind,
        detail: JSON.stringify(detail),
      })),
    )
    .execute();
}
