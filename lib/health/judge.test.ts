import { describe, expect, it } from 'vitest';
import { buildEvidence, missingPart, nights, operationRows, runRows } from '@/lib/evidence/evidence-builder';
import { shortHash } from '@/lib/problems/failed-row-group';
import { refsTo } from '@/lib/problems/finding-under-test';
import { PROBLEMS } from '@/lib/problems/problems';
import { BLIND_SPOTS } from './health';
import { judge } from './judge';

const { source } = buildEvidence();
const REASON = { errorMessage: 'Field price is not a number' };
/** Four nights of five items; on the last night one is refused. */
const ROWS = nights(4).flatMap((at, night) =>
  runRows(at, 5, (index) =>
    night === 3 && index === 2 ? { task: 'MAPPING', result: 'REJECTED', meta: REASON } : undefined,
  ),
);
const EVIDENCE = buildEvidence({ rows: ROWS, source: source && { ...source, items: 5 } });
const MINUTE = { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:02:00.000Z' };
const RUN = {
  failedBatches: 0,
  refused: 0,
  deleted: 0,
  errored: 0,
  skipped: 0,
  unfinished: 0,
  batches: 0,
  pushed: 5,
};

describe('the health of a source', () => {
  it('is one plain JSON answer', () => {
    const health = judge(EVIDENCE, MINUTE, 'asked-for', PROBLEMS).health;
    expect(JSON.parse(JSON.stringify(health))).toEqual(health);
    expect(health).toEqual({
      asOf: '2026-11-22T12:00:00.000Z',
      window: MINUTE,
      judged: { from: '2026-11-08T12:00:00.000Z', to: '2026-11-22T12:00:00.000Z' },
      source: { id: 'aaaaaaaaaaaaaaaaaaaaaaaaaa-org', name: 'Articles', type: 'PUSH', status: 'PUSH_READY' },
      verdict: 'degraded',
      reasons: [
        {
          text: '1 row rejected at MAPPING: Field price is not a number, Sun 22 Nov 02:00 UTC.',
          problem: 'rejected-unexplained',
        },
      ],
      findings: [
        {
          problem: 'rejected-unexplained',
          key: shortHash('MAPPING|ADD or UPDATE|REJECTED|Field price is not a number'),
          title: '1 row rejected at MAPPING: Field price is not a number',
          severity: 'error',
          impact: 'degraded',
          confidence: 'certain',
          confidenceReason: 'That these rows ended so is certain; why is not known.',
          count: 1,
          unit: 'rows',
          firstSeen: '2026-11-22T02:00:04.000Z',
          lastSeen: '2026-11-22T02:00:04.000Z',
          evidence: ROWS.filter(({ result }) => result === 'REJECTED'),
          evidenceTotal: 1,
          inNewestRun: 1,
          query: {
            call: 'logs.list',
            source: 'aaaaaaaaaaaaaaaaaaaaaaaaaa-org',
            window: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:01:00.000Z' },
            tasks: ['MAPPING'],
            operations: ['ADD'],
            results: ['REJECTED'],
            cut: false,
          },
          issue: null,
          activities: [],
          items: { sample: ['https://example.com/2'], total: 1, lost: 1 },
          text: 'No rule knows this reason. The newest row says: “Field price is not a number”. 1 of 1 item not indexed since.',
          assumptions: [],
          ...wordsOf('rejected-unexplained'),
        },
      ],
      issues: { state: 'not stored', why: 'Nothing was stored of this reading.' },
      setApart: [],
      notChecked: [
        {
          problem: 'daily-item-limit',
          title: 'Daily item limit reached',
          why: 'Today 20 of 1,000 items (2 %). Of earlier days nothing is known: refused items leave no row.',
        },
        {
          problem: 'too-many-requests',
          title: 'Too many requests',
          why: 'Today 12 of 15,000 calls (under 1 %). Calls that were refused for coming too fast leave no row: only the client’s own log tells.',
        },
        {
          problem: 'service-error',
          title: 'Service error (5XX)',
          why: 'A push that ended with a status of 500 or above leaves no row: only the client’s own log tells.',
        },
      ],
      blindSpots: [...BLIND_SPOTS],
      ledger: {
        pushed: 5,
        refused: 0,
        indexed: 4,
        rejected: 1,
        skipped: 0,
        errored: 0,
        deleted: 0,
        unfinished: 0,
        items: 5,
      },
      runs: {
        newest: {
          ...RUN,
          indexed: 4,
          rejected: 1,
          start: '2026-11-22T02:00:00.000Z',
          end: '2026-11-22T02:00:04.000Z',
        },
        usual: { ...RUN, indexed: 5, rejected: 0 },
        runs: 3,
      },
      changed: {
        state: 'compared',
        newest: { from: '2026-11-22T02:00:00.000Z', to: '2026-11-22T02:00:04.000Z' },
        good: { from: '2026-11-21T02:00:00.000Z', to: '2026-11-21T02:00:04.000Z' },
        why: 'The newest of 3 earlier runs of its kind in which no item was lost, with about the usual volume: 5 operations pushed, usually 5.',
        about: null,
        aspects: [
          { name: 'Pushed', good: '5', newest: '5', usual: '5', by: null, changed: false },
          { name: 'ADD pushed', good: '5', newest: '5', usual: '5', by: null, changed: false },
          { name: 'Indexed', good: '5', newest: '4', usual: '5', by: '20 % less', changed: false },
          { name: 'Rejected', good: '0', newest: '1', usual: '0', by: null, changed: true },
          { name: 'Took', good: '4 s', newest: '4 s', usual: '4 s', by: null, changed: false },
          {
            name: 'Consumed to indexed',
            good: '3 s (p50), 3 s (p95)',
            newest: '3 s (p50), 3 s (p95)',
            usual: '3 s',
            by: null,
            changed: false,
          },
          { name: 'Began', good: '02:00 UTC', newest: '02:00 UTC', usual: null, by: null, changed: false },
        ],
        between: { changes: [], routine: 0, notKnown: [] },
        notKnown: ['orderingId'],
      },
      ids: { looked: 79, orderingId: 0, item: 79 },
      latency: { p50Ms: 3000, p95Ms: 3000, settleMs: 1_800_000 },
      timeline: {
        bucketMs: 60_000,
        buckets: ['2026-11-22T02:00:00.000Z', '2026-11-22T02:01:00.000Z'],
        incompleteFrom: null,
        lanes: { activities: [], pushes: { ADD: [5, 0] }, outcomes: { indexed: [4, 0], rejected: [1, 0] } },
        marks: [],
      },
      coverage: { complete: true, rowsCounted: 79, rowsRead: 79, calls: 0, reads: [] },
    });
  });

  it('comes with every row of each finding, which the answer itself only counts', () => {
    const { health, findings } = judge(EVIDENCE, MINUTE, 'asked-for', PROBLEMS);
    expect(findings.map(({ problem, rows }) => [problem, rows])).toEqual([
      ['rejected-unexplained', refsTo(ROWS.filter(({ result }) => result === 'REJECTED'))],
    ]);
    expect(health.findings.map((finding) => 'rows' in finding)).toEqual([false]);
  });

  it('says how many rows of a finding the newest settled run holds; null without such a run', () => {
    const counts = (rows: typeof ROWS) =>
      judge(buildEvidence({ rows }), MINUTE, 'asked-for', PROBLEMS).health.findings.map(
        ({ evidenceTotal, inNewestRun }) => [evidenceTotal, inNewestRun],
      );
    const mended = nights(4).flatMap((at, night) =>
      runRows(at, 5, () => (night < 2 ? { task: 'MAPPING', result: 'REJECTED', meta: REASON } : undefined)),
    );
    const unsettled = runRows('2026-11-22T11:50:00.000Z', 2, () => ({
      task: 'MAPPING',
      result: 'REJECTED',
      meta: REASON,
    }));
    expect([counts(mended), counts(unsettled)]).toEqual([[[10, 0]], [[2, null]]]);
  });

  it('shows another window in ledger and timeline only: the verdict is of the source', () => {
    const { ledger, timeline, window, ...rest } = judge(EVIDENCE, MINUTE, 'asked-for', PROBLEMS).health;
    const quiet = { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T10:01:00.000Z' };
    const elsewhere = judge(EVIDENCE, quiet, 'asked-for', PROBLEMS).health;
    expect(elsewhere).toEqual({
      ...rest,
      window: quiet,
      ledger: { ...ledger, pushed: 0, indexed: 0, rejected: 0 },
      timeline: {
        ...timeline,
        buckets: [quiet.from],
        lanes: { activities: [], pushes: {}, outcomes: {} },
      },
    });
    expect([window, elsewhere.verdict]).toEqual([MINUTE, 'degraded']);
  });

  it('names the source by the id that was asked for where it could not be read, and is not healthy', () => {
    const gap = missingPart('Coveo answered 502 for the source.', 'sources.get', 502);
    const evidence = buildEvidence({ source: null, rows: ROWS.slice(0, 60), parts: { source: gap } });
    const { source: named, verdict, ledger } = judge(evidence, MINUTE, 'asked-for', PROBLEMS).health;
    expect({ named, verdict, items: ledger.items }).toEqual({
      named: { id: 'asked-for', name: 'asked-for', type: 'UNKNOWN', status: 'UNKNOWN' },
      verdict: 'unknown',
      items: null,
    });
  });

  it('puts first what makes the source fail, then what weighs more, then what is more', () => {
    const end = (errorMessage: string, result = 'REJECTED') => ({
      task: 'MAPPING',
      result,
      meta: { errorMessage },
    });
    const at = '2026-11-22T02:00:00.000Z';
    const rows = [
      ...operationRows({ item: 'a://1', at, end: end('remark', 'WARNING') }),
      ...operationRows({ item: 'a://2', at, end: end('rare') }),
      ...operationRows({ item: 'a://3', at, end: end('frequent') }),
      ...operationRows({ item: 'a://4', at, end: end('frequent') }),
      ...operationRows({
        item: 'file-1',
        at,
        operation: 'BATCH_FILE',
        end: { task: 'CONSUMING', result: 'ERROR' },
      }),
    ];
    const { findings } = judge(buildEvidence({ rows }), MINUTE, 'asked-for', PROBLEMS).health;
    expect(
      findings.map(({ problem, impact, severity, count }) => [problem, impact, severity, count]),
    ).toEqual([
      ['batch-failed', 'failing', 'error', 1],
      ['rejected-unexplained', 'degraded', 'error', 2],
      ['rejected-unexplained', 'degraded', 'error', 1],
      ['rejected-unexplained', null, 'info', 1],
    ]);
  });

  it('puts the cause before what follows from it: what is certain before what is likely', () => {
    const silent = nights(8, 4).flatMap((at) => runRows(at, 5));
    const paused = buildEvidence({
      rows: silent,
      organization: { lifeCycleState: 'ACTIVE', pauseState: 'PAUSED', paused: true, readOnly: false },
    });
    const { findings } = judge(paused, MINUTE, 'asked-for', PROBLEMS).health;
    expect(findings.map(({ problem, confidence, count }) => [problem, confidence, count])).toEqual([
      ['organization-paused', 'certain', 1],
      ['silent-source', 'likely', 4],
    ]);
  });

  it('has no usual run, no latency and no run where none was seen', () => {
    const { runs, latency, verdict } = judge(buildEvidence(), MINUTE, 'asked-for', PROBLEMS).health;
    expect({ runs, latency, verdict }).toEqual({
      runs: { newest: null, usual: null, runs: 0 },
      latency: null,
      verdict: 'unknown',
    });
  });
});

/** What a reported finding takes over from the words of its problem. */
function wordsOf(id: string) {
  const words = PROBLEMS.find((problem) => problem.id === id)?.words;
  return {
    actor: words?.actor,
    whatHappened: words?.whatHappened,
    cause: words?.cause,
    fix: words?.fix,
    article: words?.article,
  };
}
