import { z } from 'zod';
import { type SandboxUnderTest, sandboxWith } from './sandbox-under-test';

/** For tests: how the runs of a source may be pushed; one of these is in each mixture. */
export const FRAMES = [
  'healthy',
  'refresh-left-open',
  'out-of-sequence',
  'older-than-too-low',
  'broken-batch',
  'half-missing',
  'silent',
  'throttled',
  'future-older-than',
  'seconds-not-milliseconds',
  'one-hour-off',
  'empty-batches',
  'slow-pipeline',
  'two-jobs',
  'mass-deletion',
  'count-mismatch',
  'paused-organization',
  'expired-key',
  'replaced-key',
  'read-only-organization',
  'deleted-source',
  'one-by-one',
] as const;

/** For tests: what may become of the items in the runs; any of these are in a mixture. */
export const TROUBLES = [
  'metadata-too-large',
  'missing-permissions',
  'invalid-document-ids',
  'extension-rejects',
  'vanished-items',
  'unknown-rejection',
  'service-errors',
  'extension-fails',
] as const;

/** For tests: scenarios that one source shows at once, how large, in which dialect, and how it is read. */
export interface Mixture {
  readonly frame: (typeof FRAMES)[number];
  readonly troubles: readonly (typeof TROUBLES)[number][];
  readonly dialect: 'rich' | 'renamed' | 'bare';
  readonly rows: number;
  readonly seed: number;
  readonly perPageCap: number;
}

/** For tests: problems that must be found (or said not to be checked), and those that may follow from them. */
export interface ExpectedProblems {
  readonly due: readonly string[];
  readonly maybe: readonly string[];
}

type Dialects<T> = Readonly<Record<Mixture['dialect'], T>>;

const inAll = (...problems: string[]): Dialects<readonly string[]> => ({
  rich: problems,
  renamed: problems,
  bare: problems,
});

/** What no row says by itself, by the scenario that it comes from. */
const BY_FRAME: Readonly<Record<Mixture['frame'], Dialects<readonly string[]>>> = {
  healthy: inAll(),
  'refresh-left-open': inAll('refresh-stuck'),
  'out-of-sequence': inAll(),
  // Without a readable ordering id only what is left over tells, and here that is under a hundred items.
  'older-than-too-low': { ...inAll(), rich: ['delete-older-than-ineffective'] },
  'broken-batch': inAll(),
  'half-missing': inAll('push-volume-drop'),
  silent: inAll('silent-source'),
  throttled: inAll('too-many-requests', 'push-volume-drop'),
  'future-older-than': inAll('future-ordering-id', 'mass-deletion', 'push-volume-drop'),
  'seconds-not-milliseconds': {
    ...inAll('push-volume-drop'),
    rich: ['delete-older-than-ineffective', 'push-volume-drop'],
  },
  'one-hour-off': { ...inAll(), rich: ['future-ordering-id'] },
  'empty-batches': inAll('empty-batch', 'push-volume-drop'),
  'slow-pipeline': inAll('slow-pipeline'),
  'two-jobs': inAll('mass-deletion'),
  'mass-deletion': inAll('mass-deletion', 'push-volume-drop'),
  'count-mismatch': inAll('count-mismatch'),
  'paused-organization': inAll('organization-paused', 'silent-source'),
  'expired-key': inAll('silent-source', 'invalid-token'),
  'replaced-key': inAll('silent-source', 'access-denied'),
  'read-only-organization': inAll('silent-source', 'access-denied'),
  'one-by-one': inAll(),
  'deleted-source': inAll('source-does-not-exist'),
};

/** Which problem a row that is not COMPLETED belongs to, by what the sandbox says of it in its rich dialect. */
const BY_MESSAGE: readonly (readonly [begins: string, problem: string | null, inBare: string | null])[] = [
  ['The total metadata size', 'metadata-too-large', 'rejected-unexplained'],
  ['The source is secured', 'missing-permissions', 'rejected-unexplained'],
  ['The operation was ignored', 'out-of-sequence', 'rejected-unexplained'],
  ['The document id is not', 'invalid-document-id', 'invalid-document-id'],
  ['The value of field', 'rejected-unexplained', 'rejected-unexplained'],
  ['The language of the body', 'rejected-unexplained', 'rejected-unexplained'],
  ['The service could not answer', 'service-error', 'rejected-unexplained'],
  ['The extension raised', 'extension-rejected', 'extension-rejected'],
  ['Unable to deserialize', 'json-deserialization', 'batch-failed'],
  // Set apart: as intended, or a stage that was passed over.
  ['The extension', null, null],
];

const page = z.object({
  documentLogEntries: z.array(
    z.object({
      task: z.string(),
      operation: z.string(),
      result: z.string(),
      meta: z.looseObject({ errorMessage: z.string().optional() }),
    }),
  ),
  hasNextPage: z.boolean(),
});

type RawRow = z.infer<typeof page>['documentLogEntries'][number];

/** For tests: an organization with the mixture on one source. */
export function sandboxOf({
  frame,
  troubles,
  dialect,
  rows,
  seed,
  perPageCap,
}: Mixture): Promise<SandboxUnderTest> {
  return sandboxWith([frame, ...troubles], { dialect, rows, seed: String(seed), perPageCap });
}

/** For tests: what is to be found in a mixture, from the scenarios in it and from the rows of its twin in the rich dialect. */
export async function expectedOf(
  mixture: Mixture,
  window: { from: string; to: string },
): Promise<ExpectedProblems> {
  const rows = await rawRows(await sandboxOf({ ...mixture, dialect: 'rich', perPageCap: 10_000 }), window);
  const due = new Set(BY_FRAME[mixture.frame][mixture.dialect]);
  for (const row of rows) {
    const problem = problemOf(row, mixture.dialect);
    if (problem !== null) due.add(problem);
  }
  if (unfinished(rows) > 0) due.add('unaccounted-items');
  const maybe = new Set<string>();
  // What is refused is not pushed anew, so that the clean-up removes what the index had of it.
  if (rows.some(({ result }) => hasEnded(result)) || unfinished(rows) > 0) maybe.add('mass-deletion');
  // What is refused where it enters counts as not pushed.
  if (rows.some(({ task, result }) => task === 'CONSUMING' && result === 'REJECTED')) {
    maybe.add('push-volume-drop');
  }
  // How many calls of a run come in a burst depends on the seed.
  if (mixture.frame === 'throttled') move('push-volume-drop', due, maybe);
  // One item in three of so few is fewer than the ten that count.
  if (mixture.frame === 'count-mismatch' && mixture.rows < 2_000) move('count-mismatch', due, maybe);
  return { due: [...due], maybe: [...maybe] };
}

function move(problem: string, from: Set<string>, to: Set<string>): void {
  if (from.delete(problem)) to.add(problem);
}

function problemOf({ result, meta }: RawRow, dialect: Mixture['dialect']): string | null {
  if (result === 'COMPLETED') return null;
  const known = BY_MESSAGE.find(([begins]) => meta.errorMessage?.startsWith(begins));
  if (known === undefined) throw new Error(`No problem is named for: ${meta.errorMessage}`);
  return dialect === 'bare' ? known[2] : known[1];
}

/** Whether a row with this result ends its operation before the index. */
function hasEnded(result: string): boolean {
  return result === 'REJECTED' || result === 'ERROR';
}

/** Items that were consumed and have no last row. */
function unfinished(rows: readonly RawRow[]): number {
  let open = 0;
  for (const { task, operation, result } of rows) {
    if (operation !== 'ADD' && operation !== 'UPDATE') continue;
    if (task === 'CONSUMING' && result === 'COMPLETED') open += 1;
    else if (task === 'INDEXING' || (task !== 'CONSUMING' && hasEnded(result))) open -= 1;
  }
  return open;
}

/** All rows as they come over HTTP, read by no code of ours. */
async function rawRows({ client, sourceId }: SandboxUnderTest, window: { from: string; to: string }) {
  const middle = new Date((Date.parse(window.from) + Date.parse(window.to)) / 2).toISOString();
  const rows: RawRow[] = [];
  for (const [from, to] of [
    [window.from, middle],
    [middle, window.to],
  ] as const) {
    const query = new URLSearchParams({ from, to, page: '0', perPage: '10000' });
    const answer = await client.fetch(
      `http://127.0.0.1/sandbox/logs/v1/organizations/${client.organization}?${query}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ sourceIds: [sourceId] }),
        signal: new AbortController().signal,
      },
    );
    const { documentLogEntries, hasNextPage } = page.parse(await answer.json());
    if (hasNextPage) throw new Error('A mixture has more rows than one page holds.');
    rows.push(...documentLogEntries);
  }
  return rows;
}
