import { describe, expect, it } from 'vitest';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';

const READABLE = ['rich', 'renamed'];
const ALL = ['rich', 'renamed', 'bare'];

interface Expected {
  readonly scenario: string;
  readonly dialects: readonly string[];
  readonly verdict: string;
  /** Problem, impact, confidence, count and unit of each finding. */
  readonly found: readonly string[];
  /** Problems that could not be told, because the rows carry no text. */
  readonly notChecked?: readonly string[];
  readonly setApart?: readonly string[];
}

const SKIPPED = ['34 rows skipped at EXTENSION; the items went on to the next stage.'];
/** What only the text of an item's rows could tell. */
const MUTE_ITEMS = ['metadata-too-large', 'out-of-sequence'];
const UNEXPLAINED = [
  'rejected-unexplained degraded certain 28 rows',
  'rejected-unexplained no impact certain 2 rows',
];

const EXPECTED: readonly Expected[] = [
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
    notChecked: MUTE_ITEMS,
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
    notChecked: MUTE_ITEMS,
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
    notChecked: ['json-deserialization'],
  },
  {
    scenario: 'unknown-rejection',
    dialects: READABLE,
    verdict: 'degraded',
    found: UNEXPLAINED,
    setApart: SKIPPED,
  },
  {
    scenario: 'unknown-rejection',
    dialects: ['bare'],
    verdict: 'degraded',
    found: UNEXPLAINED,
    notChecked: MUTE_ITEMS,
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

async function judged(scenario: string, dialect: string) {
  const { client, sourceId } = await sandboxWith(scenario, { dialect });
  const { evidence } = await scanSource({
    client,
    sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
  });
  const { verdict, findings, notChecked, setApart } = judge(evidence, evidence.window, sourceId, PROBLEMS);
  return {
    verdict,
    found: findings.map(({ problem, impact, confidence, count, unit }) =>
      [problem, impact ?? 'no impact', confidence, count, unit].join(' '),
    ),
    notChecked: notChecked.map(({ problem }) => problem),
    setApart: setApart.map(({ text }) => text),
  };
}

describe('over HTTP from the sandbox, a source with the scenario', () => {
  const cases = EXPECTED.flatMap((expected) =>
    expected.dialects.map((dialect) => ({ ...expected, dialect })),
  );
  it.each(cases)('$scenario in the dialect $dialect is $verdict', async (expected) => {
    expect(await judged(expected.scenario, expected.dialect)).toEqual({
      verdict: expected.verdict,
      found: expected.found,
      notChecked: expected.notChecked ?? [],
      setApart: expected.setApart ?? [],
    });
  });
});
