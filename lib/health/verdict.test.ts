import { describe, expect, it } from 'vitest';
import { COMPLETE, OPTIONAL_PARTS, PARTS } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { buildEvidence, missingPart, nights, operationRows, runRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { type Finding, NO_ITEMS } from '@/lib/problems/finding';
import { metadataTooLarge } from '@/lib/problems/metadata-too-large';
import type { Detected } from './detect';
import { decideVerdict } from './verdict';

const NOTHING: Detected = { findings: [], setApart: [], notChecked: [], threw: [] };
const decide = (evidence: Evidence, detected: Partial<Detected> = {}) =>
  decideVerdict(evidence, readPipeline(evidence), { ...NOTHING, ...detected });

const LAST = '2026-11-22T02:00:00.000Z';
/** A newest run of so many items, of which some were refused. */
const lostOf = (lost: number, items: number) =>
  runRows(LAST, items, (index) => (index < lost ? { task: 'MAPPING', result: 'REJECTED' } : undefined));
const HEALTHY = buildEvidence({ rows: nights(4).flatMap((at) => runRows(at, 5)) });

const finding = (different: Partial<Finding> = {}): Finding => ({
  problem: 'some-problem',
  key: '',
  title: '3 things went wrong',
  severity: 'warning',
  impact: 'degraded',
  confidence: 'certain',
  confidenceReason: null,
  count: 3,
  unit: 'rows',
  firstSeen: '2026-11-17T02:00:00.000Z',
  lastSeen: '2026-11-22T02:00:00.000Z',
  evidence: [],
  evidenceTotal: 0,
  rows: [],
  activities: [],
  items: NO_ITEMS,
  text: 'Seen.',
  assumptions: [],
  ...different,
});

describe('a source is failing', () => {
  it.each([
    [
      { lifeCycleState: 'DELETING', pauseState: null, paused: false, readOnly: false },
      'The organization is being deleted.',
    ],
    [
      { lifeCycleState: 'PAUSED', pauseState: 'PAUSED', paused: true, readOnly: false },
      'The organization is paused: it takes no push.',
    ],
    [
      { lifeCycleState: 'ACTIVE', pauseState: null, paused: false, readOnly: true },
      'The organization is read-only: it takes no push.',
    ],
  ])('when its organization is %j', (organization, text) => {
    expect(decide({ ...HEALTHY, organization })).toEqual({ verdict: 'failing', reasons: [{ text }] });
  });

  it.each([
    ['organization-paused', { paused: true, readOnly: false }, 'paused'],
    ['access-denied', { paused: false, readOnly: true }, 'read-only'],
  ])(
    'by the state of its organization, told once, with the finding %s that has the words',
    (id, state, how) => {
      const organization = { lifeCycleState: 'ACTIVE', pauseState: null, ...state };
      const findings = [finding({ problem: id, impact: 'failing' })];
      expect(decide({ ...HEALTHY, organization }, { findings })).toEqual({
        verdict: 'failing',
        reasons: [{ text: `The organization is ${how}: it takes no push.`, problem: id }],
      });
    },
  );

  it.each(['ERROR', 'DISABLED', 'PAUSED_ON_ERROR'])('when Coveo shows it as %s', (status) => {
    const source = HEALTHY.source && { ...HEALTHY.source, status };
    expect(decide({ ...HEALTHY, source })).toEqual({
      verdict: 'failing',
      reasons: [{ text: `Coveo shows the source as ${status}.` }],
    });
  });

  it('when 10 items and 10 % of the newest run are lost', () => {
    expect(decide(buildEvidence({ rows: lostOf(10, 100) }))).toEqual({
      verdict: 'failing',
      reasons: [{ text: '10 of 100 items in the newest run lost (10 %), Sun 22 Nov 02:00 UTC.' }],
    });
  });

  it('when a finding alone makes it fail, and then names what degrades it after that', () => {
    const findings = [
      finding({ problem: 'b', title: '1 other thing', firstSeen: LAST }),
      finding({ problem: 'a', impact: 'failing' }),
    ];
    expect(decide(HEALTHY, { findings })).toEqual({
      verdict: 'failing',
      reasons: [
        { text: '3 things went wrong, since Tue 17 Nov 02:00 UTC or before.', problem: 'a' },
        { text: '1 other thing, Sun 22 Nov 02:00 UTC.', problem: 'b' },
      ],
    });
  });

  describe('naming what lost most of its items', () => {
    const TOO_LARGE = { errorMessage: 'The total metadata size of the item exceeds the limit' };
    const headline = (large: number, other: number, vanished: number) => {
      const rows = runRows(LAST, 100, (index) => {
        if (index < large) return { task: 'PROCESSING', result: 'REJECTED', meta: TOO_LARGE };
        if (index < large + other) return { task: 'MAPPING', result: 'REJECTED' };
        return index < large + other + vanished ? null : undefined;
      });
      const evidence = buildEvidence({ rows });
      return decideVerdict(evidence, readPipeline(evidence), NOTHING, [metadataTooLarge]).reasons[0];
    };
    const LOST = '40 of 100 items in the newest run lost (40 %), Sun 22 Nov 02:00 UTC';

    it.each([
      [40, 0, 0, { text: `${LOST}: metadata too large.`, problem: 'metadata-too-large' }],
      [30, 5, 5, { text: `${LOST}: 30 by metadata too large.`, problem: 'metadata-too-large' }],
      [1, 0, 39, { text: `${LOST}: 39 never finished.` }],
      [15, 15, 10, { text: `${LOST}.` }],
    ])('%i too large, %i otherwise, %i vanished', (large, other, vanished, reason) => {
      expect(headline(large, other, vanished)).toEqual(reason);
    });
  });
});

describe('a source is not failing', () => {
  it.each([
    ['9 items are lost, however large their share', 9, 10],
    ['10 items are lost of more than 100', 10, 101],
  ])('when %s', (_, lost, items) => {
    const rows = lostOf(lost, items);
    expect(decide(buildEvidence({ rows }), { findings: [finding()] }).verdict).toBe('degraded');
  });

  it('when an earlier run lost its items and the newest did not', () => {
    const rows = [
      ...runRows('2026-11-20T02:00:00.000Z', 20, () => ({ task: 'MAPPING', result: 'REJECTED' })),
      ...operationRows({ item: 'a://new', at: LAST }),
    ];
    expect(decide(buildEvidence({ rows }), { findings: [finding()] }).verdict).toBe('degraded');
  });
});

describe('a source is degraded', () => {
  it('when any finding says so', () => {
    expect(decide(HEALTHY, { findings: [finding()] })).toEqual({
      verdict: 'degraded',
      reasons: [
        { text: '3 things went wrong, since Tue 17 Nov 02:00 UTC or before.', problem: 'some-problem' },
      ],
    });
  });

  it('and not by a finding that is only worth knowing', () => {
    expect(decide(HEALTHY, { findings: [finding({ impact: null })] }).verdict).toBe('healthy');
  });

  it.each([
    ['as a moment', { title: 'Open since Tue 17 Nov 02:00 UTC' }, 'Open since Tue 17 Nov 02:00 UTC.'],
    ['as the time since', { title: 'No push seen for 5 days' }, 'No push seen for 5 days.'],
  ])('with the time once, where its title tells it %s', (_, different, text) => {
    expect(decide(HEALTHY, { findings: [finding(different)] }).reasons).toEqual([
      { text, problem: 'some-problem' },
    ]);
  });
});

describe('with holes in what was read', () => {
  const gap = missingPart('Coveo answered 500 for the activities.', 'activities.list', 500);
  const hole = { text: 'Coveo answered 500 for the activities.' };
  const evidence = buildEvidence({ rows: HEALTHY.rows, parts: { activities: gap } });

  it.each(['failing', 'degraded'] as const)('%s says at least, and what is missing', (impact) => {
    expect(decide(evidence, { findings: [finding({ impact })] })).toEqual({
      verdict: impact,
      reasons: [
        {
          text: 'At least: 3 things went wrong, since Tue 17 Nov 02:00 UTC or before.',
          problem: 'some-problem',
        },
        hole,
      ],
    });
  });

  const REQUIRED = PARTS.filter((part) => part !== 'buckets');
  it.each(REQUIRED)('a source without its part %s is unknown, never healthy', (part) => {
    const holed = buildEvidence({ rows: HEALTHY.rows, parts: { [part]: gap } });
    expect(decide(holed)).toEqual({ verdict: 'unknown', reasons: [hole] });
  });

  it.each(REQUIRED)('a source with a part of its part %s is unknown, never healthy', (part) => {
    const partial = { ...gap, state: 'partial' as const, why: null };
    const holed = buildEvidence({ rows: HEALTHY.rows, parts: { [part]: partial } });
    expect(decide(holed)).toEqual({
      verdict: 'unknown',
      reasons: [{ text: `The part “${part}” was not read.` }],
    });
  });

  it.each(OPTIONAL_PARTS)('a source without its part %s is as healthy as with it', (part) => {
    const holed = buildEvidence({ rows: HEALTHY.rows, parts: { [part]: gap } });
    expect(decide(holed).verdict).toBe('healthy');
  });

  it('counts of stretches are not missed where every row was read, nor rows where they were counted', () => {
    const of = (part: 'histories' | 'buckets') =>
      decide(buildEvidence({ rows: HEALTHY.rows, parts: { buckets: COMPLETE, [part]: gap } })).verdict;
    expect([of('buckets'), of('histories')]).toEqual(['healthy', 'healthy']);
  });

  it('one call that leaves several parts open is told once', () => {
    const holed = buildEvidence({
      rows: HEALTHY.rows,
      parts: { failures: gap, batches: gap, histories: gap },
    });
    expect(decide(holed)).toEqual({ verdict: 'unknown', reasons: [hole] });
  });
});

describe('a source is unknown', () => {
  it('when a rule threw', () => {
    expect(decide(HEALTHY, { threw: ['some-problem'] })).toEqual({
      verdict: 'unknown',
      reasons: [{ text: 'The rule “some-problem” itself failed.', problem: 'some-problem' }],
    });
  });

  it('when nothing of the newest run was indexed', () => {
    const rows = runRows(LAST, 5, () => ({ task: 'INDEXING', result: 'SKIPPED' })).filter(
      (row) => row.result === 'SKIPPED' || row.task !== 'INDEXING',
    );
    expect(decide(buildEvidence({ rows }))).toEqual({
      verdict: 'unknown',
      reasons: [
        { text: 'Of the newest run, Sun 22 Nov 02:00 UTC, nothing was seen to be indexed or deleted.' },
      ],
    });
  });

  it('when no run has settled yet', () => {
    const rows = runRows('2026-11-22T11:50:00.000Z', 3);
    expect(decide(buildEvidence({ rows }))).toEqual({
      verdict: 'unknown',
      reasons: [{ text: 'No run has settled yet in what was read.' }],
    });
  });

  it('when nothing was pushed for as long as Coveo keeps its logs', () => {
    expect(decide(buildEvidence())).toEqual({
      verdict: 'unknown',
      reasons: [{ text: 'No push was seen in the last 14 days, as far back as Coveo keeps its logs.' }],
    });
  });

  it('when no row could be read: that nothing was pushed is not said', () => {
    const histories = missingPart('Coveo answered 403 for the log rows.', 'logs.list', 403);
    expect(decide(buildEvidence({ parts: { histories } }))).toEqual({
      verdict: 'unknown',
      reasons: [{ text: 'Coveo answered 403 for the log rows.' }, { text: 'No log row was read.' }],
    });
  });
});

describe('a source is healthy', () => {
  it('when everything was read and nothing was found, and is worded “No problem seen”', () => {
    expect(decide(HEALTHY)).toEqual({
      verdict: 'healthy',
      reasons: [
        {
          text: 'No problem seen. The newest run, Sun 22 Nov 02:00 UTC, pushed 5 operations, and 5 were indexed.',
        },
      ],
    });
  });

  it('with no organization status given that speaks against it', () => {
    const organization = { lifeCycleState: null, pauseState: null, paused: false, readOnly: false };
    expect(decide({ ...HEALTHY, organization }).verdict).toBe('healthy');
  });
});
