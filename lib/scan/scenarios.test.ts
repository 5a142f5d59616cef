import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/lib/evidence/evidence';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { scenarioNames } from '@/lib/sandbox/scenarios/scenarios';
import type { ScanBudget } from './budget';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';

const READABLE = ['rich', 'renamed'];
const ALL = ['rich', 'renamed', 'bare'];

interface Expected {
  readonly scenario: string;
  readonly dialects: readonly string[];
  readonly verdict: string;
  /** Log rows that its history has, where that can be chosen. */
  readonly rows?: number;
  /** Problem, impact, confidence, count and unit of each finding. */
  readonly found: readonly string[];
  readonly setApart?: readonly string[];
  /** What its rows leave open, besides what no row of any scenario can tell. */
  readonly notChecked?: readonly string[];
  /** What differs where removed items leave no DELETE rows. */
  readonly withoutDeletes?: Partial<Pick<Expected, 'verdict' | 'found' | 'notChecked'>>;
}

/** At least a thousand items in each run of `busy`, one of which is too large. */
const BUSY_ROWS = 120_000;

/** About a hundred rows of `bursts`, in five bursts. */
const BURSTS_ROWS = 12_000;

const SKIPPED = ['34 rows skipped at EXTENSION; the items went on to the next stage.'];
const REFUSED = [
  '319 rows on 81 items refused by the extension under-test-eimikvi1dgyueh8l8ur2syhape, most likely on purpose (inferred from REJECTED, and from no word about an error).',
];
/** What counts leave open: in which batch an item came, and runs so many that the older ones share a count. */
const OF_MANY_ROWS = ['empty-batch', 'push-volume-drop'];
/** What only the source itself tells. */
const OF_THE_SOURCE = ['access-denied', 'count-mismatch', 'invalid-token', 'mass-deletion', 'refresh-stuck'];
/** What only the text of failed rows of items tells. */
const MUTE = ['metadata-too-large', 'missing-permissions', 'out-of-sequence'];
const UNEXPLAINED = [
  'rejected-unexplained degraded certain 28 rows',
  'rejected-unexplained no impact certain 2 rows',
];

const DEMO: readonly Expected[] = [
  { scenario: 'healthy', dialects: ALL, verdict: 'healthy', found: [] },
  {
    scenario: 'metadata-too-large',
    dialects: READABLE,
    verdict: 'failing',
    found: ['metadata-too-large degraded likely 89 items'],
  },
  {
    scenario: 'metadata-too-large',
    dialects: ['bare'],
    verdict: 'failing',
    found: ['rejected-unexplained degraded certain 436 rows'],
  },
  {
    scenario: 'refresh-left-open',
    dialects: ALL,
    verdict: 'degraded',
    found: ['refresh-stuck degraded likely 1 operations'],
  },
  {
    scenario: 'out-of-sequence',
    dialects: READABLE,
    verdict: 'degraded',
    found: ['out-of-sequence degraded certain 60 operations', 'rejected-unexplained degraded certain 8 rows'],
  },
  {
    scenario: 'out-of-sequence',
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['rejected-unexplained degraded certain 60 rows', 'rejected-unexplained degraded certain 8 rows'],
  },
  {
    scenario: 'older-than-too-low',
    dialects: ['rich'],
    verdict: 'degraded',
    found: ['delete-older-than-ineffective degraded certain 14 operations'],
  },
  {
    scenario: 'older-than-too-low',
    dialects: ['renamed', 'bare'],
    verdict: 'degraded',
    found: ['delete-older-than-ineffective degraded likely 403 items'],
  },
  {
    scenario: 'broken-batch',
    dialects: READABLE,
    verdict: 'failing',
    found: ['json-deserialization failing likely 1 operations'],
  },
  {
    scenario: 'broken-batch',
    dialects: ['bare'],
    verdict: 'failing',
    found: ['batch-failed failing certain 1 operations'],
  },
  {
    scenario: 'unknown-rejection',
    dialects: ALL,
    verdict: 'degraded',
    found: UNEXPLAINED,
    setApart: SKIPPED,
  },
  {
    scenario: 'half-missing',
    dialects: ALL,
    verdict: 'degraded',
    found: ['push-volume-drop degraded likely 350 operations'],
  },
  {
    scenario: 'silent',
    dialects: ALL,
    verdict: 'failing',
    found: ['silent-source failing likely 2 operations'],
  },
];

/** What today's problems make of the further scenarios; where none knows the cause, the rows are unexplained. */
const FURTHER: readonly Expected[] = [
  {
    scenario: 'throttled',
    dialects: ALL,
    verdict: 'degraded',
    found: [
      'push-volume-drop degraded likely 330 operations',
      'too-many-requests degraded likely 9 operations',
    ],
  },
  {
    scenario: 'missing-permissions',
    dialects: READABLE,
    verdict: 'failing',
    found: ['missing-permissions degraded likely 81 items'],
  },
  {
    scenario: 'missing-permissions',
    dialects: ['bare'],
    verdict: 'failing',
    found: ['rejected-unexplained degraded certain 162 rows'],
  },
  {
    scenario: 'invalid-document-ids',
    dialects: READABLE,
    verdict: 'degraded',
    found: ['invalid-document-id degraded likely 25 items'],
  },
  {
    scenario: 'invalid-document-ids',
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['invalid-document-id degraded likely 25 items'],
    notChecked: MUTE,
  },
  {
    scenario: 'extension-rejects',
    dialects: ALL,
    verdict: 'healthy',
    found: [],
    setApart: REFUSED,
  },
  {
    scenario: 'future-older-than',
    dialects: ['rich'],
    verdict: 'failing',
    found: [
      'future-ordering-id failing certain 1 operations',
      'out-of-sequence degraded certain 758 operations',
      'mass-deletion degraded likely 381 items',
      'push-volume-drop degraded likely 380 operations',
    ],
    notChecked: ['slow-pipeline'],
    withoutDeletes: {
      found: [
        'future-ordering-id failing certain 1 operations',
        'out-of-sequence degraded certain 758 operations',
        'mass-deletion degraded likely 380 items',
        'push-volume-drop degraded likely 380 operations',
      ],
      notChecked: ['slow-pipeline', 'count-mismatch'],
    },
  },
  {
    scenario: 'future-older-than',
    dialects: ['renamed'],
    verdict: 'failing',
    found: [
      'future-ordering-id failing likely 758 operations',
      'out-of-sequence degraded certain 758 operations',
      'mass-deletion degraded likely 381 items',
      'push-volume-drop degraded likely 380 operations',
    ],
    notChecked: ['slow-pipeline'],
  },
  {
    scenario: 'future-older-than',
    dialects: ['bare'],
    verdict: 'failing',
    found: [
      'rejected-unexplained degraded certain 758 rows',
      'mass-deletion degraded likely 381 items',
      'push-volume-drop degraded likely 380 operations',
    ],
    notChecked: ['future-ordering-id', 'slow-pipeline'],
  },
  {
    scenario: 'seconds-not-milliseconds',
    dialects: ['rich'],
    verdict: 'failing',
    found: [
      'out-of-sequence degraded certain 1198 operations',
      'delete-older-than-ineffective degraded certain 3 operations',
      'push-volume-drop degraded likely 399 operations',
    ],
    notChecked: ['slow-pipeline'],
  },
  {
    scenario: 'seconds-not-milliseconds',
    dialects: ['renamed'],
    verdict: 'failing',
    found: [
      'out-of-sequence degraded certain 1198 operations',
      'push-volume-drop degraded likely 399 operations',
    ],
    notChecked: ['future-ordering-id', 'slow-pipeline'],
  },
  {
    scenario: 'seconds-not-milliseconds',
    dialects: ['bare'],
    verdict: 'failing',
    found: [
      'rejected-unexplained degraded certain 1198 rows',
      'push-volume-drop degraded likely 399 operations',
    ],
    notChecked: ['future-ordering-id', 'slow-pipeline'],
  },
  {
    scenario: 'one-hour-off',
    dialects: ['rich'],
    verdict: 'degraded',
    found: [
      'out-of-sequence degraded certain 32 operations',
      'future-ordering-id no impact certain 3 operations',
    ],
  },
  {
    scenario: 'one-hour-off',
    dialects: ['renamed'],
    verdict: 'degraded',
    found: ['out-of-sequence degraded certain 32 operations'],
  },
  {
    scenario: 'one-hour-off',
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['rejected-unexplained degraded certain 32 rows'],
  },
  {
    scenario: 'empty-batches',
    dialects: ALL,
    verdict: 'degraded',
    found: ['push-volume-drop degraded likely 297 operations', 'empty-batch degraded likely 9 operations'],
  },
  {
    scenario: 'slow-pipeline',
    dialects: ALL,
    verdict: 'degraded',
    found: ['slow-pipeline degraded likely 883 operations'],
  },
  { scenario: 'catalog', dialects: ALL, verdict: 'healthy', found: [] },
  {
    scenario: 'two-jobs',
    dialects: ALL,
    verdict: 'degraded',
    found: ['mass-deletion degraded likely 300 items'],
    withoutDeletes: { notChecked: ['count-mismatch'] },
  },
  {
    scenario: 'mass-deletion',
    dialects: ALL,
    verdict: 'degraded',
    found: ['push-volume-drop degraded likely 360 operations', 'mass-deletion degraded likely 358 items'],
    withoutDeletes: {
      found: ['mass-deletion degraded likely 360 items', 'push-volume-drop degraded likely 360 operations'],
    },
  },
  {
    scenario: 'count-mismatch',
    dialects: ALL,
    verdict: 'failing',
    found: ['count-mismatch failing likely 189 items'],
    withoutDeletes: {
      verdict: 'degraded',
      found: ['mass-deletion degraded likely 189 items'],
      notChecked: ['count-mismatch'],
    },
  },
  {
    scenario: 'vanished-items',
    dialects: ALL,
    verdict: 'degraded',
    found: ['unaccounted-items degraded likely 19 items'],
  },
  {
    scenario: 'paused-organization',
    dialects: ALL,
    verdict: 'failing',
    found: ['organization-paused failing certain 1 operations', 'silent-source failing likely 2 operations'],
  },
  {
    scenario: 'expired-key',
    dialects: ALL,
    verdict: 'failing',
    found: ['silent-source failing likely 2 operations', 'invalid-token degraded likely 1 operations'],
  },
  {
    scenario: 'replaced-key',
    dialects: ALL,
    verdict: 'failing',
    found: ['silent-source failing likely 2 operations', 'access-denied degraded likely 1 operations'],
  },
  {
    scenario: 'item-limit',
    dialects: ALL,
    verdict: 'failing',
    found: ['item-limit-exceeded failing certain 600 items', 'silent-source failing likely 2 operations'],
  },
  {
    scenario: 'daily-limit',
    dialects: ALL,
    verdict: 'degraded',
    found: ['daily-item-limit degraded certain 300 items'],
  },
  {
    scenario: 'service-errors',
    dialects: READABLE,
    verdict: 'degraded',
    found: ['service-error degraded likely 34 rows'],
  },
  {
    scenario: 'service-errors',
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['rejected-unexplained degraded certain 34 rows'],
  },
  {
    scenario: 'extension-fails',
    dialects: READABLE,
    verdict: 'degraded',
    found: ['extension-rejected degraded likely 18 items'],
  },
  {
    scenario: 'extension-fails',
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['extension-rejected degraded likely 18 items'],
    notChecked: MUTE,
  },
  {
    scenario: 'read-only-organization',
    dialects: ALL,
    verdict: 'failing',
    found: ['silent-source failing likely 2 operations', 'access-denied failing likely 1 operations'],
  },
  {
    scenario: 'deleted-source',
    dialects: ['rich'],
    verdict: 'degraded',
    found: ['source-does-not-exist degraded likely 1 operations'],
    notChecked: OF_THE_SOURCE,
  },
  {
    scenario: 'deleted-source',
    dialects: ['renamed', 'bare'],
    verdict: 'degraded',
    found: ['source-does-not-exist degraded likely 1 operations'],
    notChecked: [...OF_THE_SOURCE, 'delete-older-than-ineffective', 'future-ordering-id'],
  },
  { scenario: 'one-by-one', dialects: ALL, verdict: 'healthy', found: [] },
  {
    scenario: 'busy',
    rows: BUSY_ROWS,
    notChecked: OF_MANY_ROWS,
    dialects: READABLE,
    verdict: 'degraded',
    found: ['metadata-too-large degraded likely 1 items'],
  },
  {
    scenario: 'busy',
    rows: BUSY_ROWS,
    notChecked: OF_MANY_ROWS,
    dialects: ['bare'],
    verdict: 'degraded',
    found: ['rejected-unexplained degraded certain 27 rows'],
  },
  {
    scenario: 'bursts',
    rows: BURSTS_ROWS,
    dialects: READABLE,
    verdict: 'failing',
    found: [
      'rejected-unexplained degraded certain 24 rows',
      'invalid-document-id degraded likely 12 items',
      'metadata-too-large degraded likely 12 items',
    ],
  },
  {
    scenario: 'bursts',
    rows: BURSTS_ROWS,
    dialects: ['bare'],
    verdict: 'failing',
    found: [
      'rejected-unexplained degraded certain 24 rows',
      'rejected-unexplained degraded certain 24 rows',
      'invalid-document-id degraded likely 12 items',
    ],
  },
];

/** What refused calls alone would tell, which leave no row: never clear. */
function untold(found: readonly string[]): string[] {
  return ['daily-item-limit', 'too-many-requests', 'service-error'].filter(
    (problem) => !found.some((line) => line.startsWith(problem)),
  );
}

/** What only the text of failed rows could tell, and so cannot be told in the bare dialect. */
function mute(found: readonly string[]): string[] {
  const has = (problem: string) => found.some((line) => line.startsWith(problem));
  return [
    ...(has('batch-failed') ? ['json-deserialization'] : []),
    ...(has('rejected-unexplained') ? MUTE : []),
  ];
}

const made = new Map<string, ReturnType<typeof sandboxWith>>();

/** A sandbox with the scenario, made once for all that look at the same: looking changes nothing. */
function sandboxOf({ scenario, rows }: Expected, dialect: string, deleteRows: boolean) {
  const key = [scenario, rows, dialect, deleteRows].join(' ');
  const settings = { dialect, deleteRows, ...(rows !== undefined && { rows }) };
  const known = made.get(key) ?? sandboxWith(scenario, settings);
  made.set(key, known);
  return known;
}

async function observed(
  expected: Expected,
  dialect: string,
  deleteRows: boolean,
  budget: Partial<ScanBudget>,
): Promise<Evidence> {
  const { client, sourceId } = await sandboxOf(expected, dialect, deleteRows);
  const { evidence } = await scanSource({
    client,
    sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget,
  });
  return evidence;
}

async function judged(expected: Expected, dialect: string, deleteRows = true) {
  const evidence = await observed(expected, dialect, deleteRows, {});
  const { verdict, findings, notChecked, setApart } = judge(
    evidence,
    evidence.window,
    expected.scenario,
    PROBLEMS,
  ).health;
  return {
    verdict,
    found: findings.map(({ problem, impact, confidence, count, unit }) =>
      [problem, impact ?? 'no impact', confidence, count, unit].join(' '),
    ),
    notChecked: notChecked.map(({ problem }) => problem).sort(),
    setApart: setApart.map(({ text }) => text),
  };
}

it('every scenario has its rows here, in each dialect', () => {
  const rows = [...DEMO, ...FURTHER].flatMap(({ scenario, dialects: of }) =>
    of.map((dialect) => `${scenario} ${dialect}`),
  );
  expect(rows.sort()).toEqual(
    scenarioNames.flatMap((name) => ALL.map((dialect) => `${name} ${dialect}`)).sort(),
  );
});

/** Each problem with a live door, and the scenario in which it is found. */
const SHOWN_IN: Readonly<Record<string, string>> = {
  'organization-paused': 'paused-organization',
  'invalid-token': 'expired-key',
  'access-denied': 'read-only-organization',
  'item-limit-exceeded': 'item-limit',
  'source-does-not-exist': 'deleted-source',
  'too-many-requests': 'throttled',
  'service-error': 'service-errors',
  'json-deserialization': 'broken-batch',
  'metadata-too-large': 'metadata-too-large',
  'refresh-stuck': 'refresh-left-open',
  'out-of-sequence': 'out-of-sequence',
  'delete-older-than-ineffective': 'older-than-too-low',
  'daily-item-limit': 'daily-limit',
  'missing-permissions': 'missing-permissions',
  'invalid-document-id': 'invalid-document-ids',
  'future-ordering-id': 'future-older-than',
  'extension-rejected': 'extension-fails',
  'empty-batch': 'empty-batches',
  'unaccounted-items': 'vanished-items',
  'silent-source': 'silent',
  'push-volume-drop': 'half-missing',
  'mass-deletion': 'mass-deletion',
  'count-mismatch': 'count-mismatch',
  'slow-pipeline': 'slow-pipeline',
  'rejected-unexplained': 'unknown-rejection',
  'batch-failed': 'broken-batch',
};

it('every live door has a scenario in which its problem is found', () => {
  // What recorded calls show is no scenario's: a connector tells it.
  const live = PROBLEMS.flatMap(({ id, live }) => (live === undefined || live.ofRecorded ? [] : [id]));
  expect(Object.keys(SHOWN_IN).sort()).toEqual(live.sort());
  const shown = Object.entries(SHOWN_IN).filter(([problem, name]) =>
    [...DEMO, ...FURTHER].some(
      ({ scenario, found }) => scenario === name && found.map(problemOf).includes(problem),
    ),
  );
  expect(shown).toEqual(Object.entries(SHOWN_IN));
});

describe('over HTTP from the sandbox, a source with the scenario', () => {
  const cases = [...DEMO, ...FURTHER].flatMap((expected) =>
    expected.dialects.map((dialect) => ({ ...expected, dialect })),
  );
  it.each(cases)('$scenario in the dialect $dialect is $verdict', async (expected) => {
    expect(await judged(expected, expected.dialect)).toEqual(answerTo(expected, expected.dialect));
  });

  const withoutDeletes = FURTHER.filter(({ dialects }) => dialects.includes('rich')).map((expected) => ({
    ...expected,
    ...expected.withoutDeletes,
  }));
  it.each(withoutDeletes)('$scenario without DELETE rows is $verdict', async (expected) => {
    expect(await judged(expected, 'rich', false)).toEqual(answerTo(expected, 'rich'));
  });
});

function answerTo({ verdict, found, notChecked, setApart }: Expected, dialect: string) {
  const open = [...untold(found), ...(dialect === 'bare' ? mute(found) : []), ...(notChecked ?? [])];
  return { verdict, found, notChecked: open.sort(), setApart: setApart ?? [] };
}

describe('read with so few calls that not every row can be, a source with the scenario', () => {
  const cases = [...DEMO, ...FURTHER].flatMap((expected) =>
    expected.dialects.map((dialect) => ({ ...expected, dialect })),
  );
  it.each(cases)(
    '$scenario in the dialect $dialect shows the same, or says what it did not check',
    async (expected) => {
      const evidence = await observed(expected, expected.dialect, true, { calls: 40, rows: 5_000 });
      const { health, findings } = judge(evidence, evidence.window, expected.scenario, PROBLEMS);
      const due = new Set(expected.found.map(problemOf));
      const found = new Set(findings.map(({ problem }) => problem));
      const open = new Set(health.notChecked.map(({ problem }) => problem));
      expect({
        missed: [...due].filter((problem) => !found.has(problem) && !open.has(problem)),
        madeUp: [...found].filter((problem) => !due.has(problem)),
      }).toEqual({ missed: [], madeUp: [] });
      if (expected.verdict === 'healthy') expect(['healthy', 'unknown']).toContain(health.verdict);
      const failed = evidence.rows.filter(({ result }) => result !== 'COMPLETED').map(({ guid }) => guid);
      const told = findings.flatMap(({ rows }) => rows.map(({ guid }) => guid));
      const apart = health.setApart.reduce((sum, { count }) => sum + count, 0);
      const given = failed.filter((guid) => told.includes(guid));
      expect({
        histories: evidence.coverage.parts.histories.state,
        left: failed.length - given.length - apart,
      }).toEqual({
        histories: 'partial',
        left: 0,
      });
    },
  );
});

function problemOf(line: string): string {
  return line.slice(0, line.indexOf(' '));
}
