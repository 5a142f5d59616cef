import { describe, expect, it } from 'vitest';
import {
  buildEvidence,
  buildPush,
  buildRecorded,
  missingPart,
  operationRows,
  runRows,
} from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { PROBLEMS } from '@/lib/problems/problems';
import { BLIND_SPOTS, REFUSED_CALLS } from './health';
import { judge } from './judge';
import { blindSpotsOf, recordedLedger } from './recorded-ledger';

const at = (time: string, day = 22) => `2026-11-${day}T${time}:00.000Z`;
const WINDOW = { from: at('00:00'), to: at('12:00') };
const THROTTLED = {
  status: 429,
  errorCode: 'TOO_MANY_REQUESTS',
  problem: { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' },
} as const;
const PUSHES = [
  buildPush({ at: at('02:00'), method: 'POST', path: '/files', status: 201 }),
  buildPush({ at: at('02:01'), fileId: 'a', items: 3 }),
  buildPush({ at: at('02:02'), fileId: 'b', items: 4, ...THROTTLED }),
  buildPush({ at: at('02:03'), fileId: 'b' }),
  buildPush({ at: at('02:04'), path: '/documents', documentId: 'https://example.com/1', status: null }),
];
const ROWS = [
  ...runRows(at('02:01'), 3),
  ...operationRows({ item: 'https://example.com/lost', at: at('02:05'), end: null }),
  ...runRows(at('05:00'), 2),
];
const EVIDENCE = buildEvidence({ rows: ROWS, recorded: buildRecorded(PUSHES) });

describe('the ledger of recorded calls', () => {
  const ledger = (evidence = EVIDENCE, window = WINDOW) =>
    recordedLedger(evidence, readPipeline(evidence), window);

  it('counts calls and items by their answer, and what entered in that time, until it settled', () => {
    expect(ledger()).toEqual({
      recorded: {
        stretches: [{ from: at('02:00'), to: at('02:04') }],
        accepted: { calls: 3, items: 3, unknown: 1 },
        refused: { calls: 1, items: 4, unknown: 0 },
        unanswered: { calls: 1, items: 1, unknown: 0 },
        followed: { entered: 4, indexed: 3, unfinished: 1 },
      },
    });
  });

  it('does not tell what entered where not every row was read', () => {
    const parts = { histories: missingPart('Too many rows.', 'logs.list', 504) };
    expect(
      ledger(buildEvidence({ rows: ROWS, recorded: buildRecorded(PUSHES), parts })).recorded?.followed,
    ).toBe(null);
  });

  it('is not there where nothing was recorded', () => {
    expect(ledger(buildEvidence({ rows: ROWS }))).toEqual({});
    expect(ledger(EVIDENCE, { from: at('06:00'), to: at('12:00') })).toEqual({});
  });
});

describe('the blind spot of refused calls', () => {
  const recorded = buildRecorded(PUSHES);

  it('goes for the time that was recorded, and for no other', () => {
    const seen = `${REFUSED_CALLS} Recorded here, and so not blind: 22 Nov 02:00 – 22 Nov 02:04 UTC.`;
    const rest = BLIND_SPOTS.slice(1);
    expect(blindSpotsOf(recorded, WINDOW)).toEqual([seen, ...rest]);
    expect(blindSpotsOf(recorded, { from: at('02:01'), to: at('02:03') })).toEqual(rest);
    expect(blindSpotsOf(recorded, { from: at('03:00'), to: at('12:00') })).toEqual([...BLIND_SPOTS]);
    expect(blindSpotsOf(undefined, WINDOW)).toEqual([...BLIND_SPOTS]);
  });

  it('names the newest stretches, and how many there are before', () => {
    const days = [17, 18, 19, 20, 21].map((day) => buildPush({ at: at('02:00', day) }));
    expect(blindSpotsOf(buildRecorded(days), { from: at('00:00', 16), to: at('12:00') })[0]).toBe(
      `${REFUSED_CALLS} Recorded here, and so not blind: 19 Nov 02:00 – 19 Nov 02:00 UTC, 20 Nov 02:00 – 20 Nov 02:00 UTC, 21 Nov 02:00 – 21 Nov 02:00 UTC and in 2 stretches before.`,
    );
  });
});

describe('the health of a source whose calls were recorded', () => {
  const { health, findings } = judge(EVIDENCE, WINDOW, 'asked-for', PROBLEMS);

  it('has refused and unanswered calls as findings, each by its problem, and in its verdict', () => {
    const told = health.findings.map(({ problem, key, title, impact }) => [problem, key, title, impact]);
    expect(told.filter(([, key]) => key === 'recorded')).toEqual([
      ['call-unexplained', 'recorded', '1 call got no answer', 'degraded'],
      ['too-many-requests', 'recorded', '1 call refused with 429 TOO_MANY_REQUESTS', null],
    ]);
    expect(health.reasons.map(({ problem }) => problem)).toContain('call-unexplained');
    expect(findings.find(({ problem }) => problem === 'too-many-requests')?.rows).toEqual([
      { guid: PUSHES[2]?.id, at: at('02:02') },
    ]);
  });

  it('claims no rows of the log and no query to Coveo for them', () => {
    const [found] = health.findings.filter(({ problem }) => problem === 'too-many-requests');
    expect([found?.inNewestRun, found?.query, found?.evidence, found?.calls]).toEqual([
      null,
      null,
      [],
      [PUSHES[2]],
    ]);
  });

  it('has a lane of them, with what was refused and why', () => {
    const lane = health.timeline.recorded;
    const bucket = health.timeline.buckets.indexOf(at('02:00'));
    expect(
      Object.entries(lane?.counts ?? {}).map(([key, counts]) => [key, counts.reduce((a, b) => a + b, 0)]),
    ).toEqual([
      ['accepted', 3],
      ['refused', 1],
      ['unanswered', 1],
    ]);
    expect(lane?.counts.refused?.[bucket]).toBe(1);
    expect(lane?.refusals).toEqual([
      {
        bucket,
        status: 429,
        errorCode: 'TOO_MANY_REQUESTS',
        problem: { id: 'too-many-requests', title: 'Too many requests' },
        count: 1,
      },
      { bucket, status: null, errorCode: null, problem: null, count: 1 },
    ]);
    expect(lane?.stretches).toEqual([{ from: at('02:00'), to: at('02:04') }]);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(health))).toEqual(health);
  });
});
