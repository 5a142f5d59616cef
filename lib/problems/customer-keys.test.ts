import { describe, expect, it } from 'vitest';
import { COMPLETE } from '@/lib/evidence/coverage';
import { buildEvidence, buildKey, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import { readPipeline } from '@/lib/evidence/pipeline';
import { accessDenied } from './access-denied';
import { lastPush, lastPushText, noneSince } from './customer-keys';
import { invalidToken } from './invalid-token';
import { lookLive } from './live-door-under-test';

const gap = missingPart('The budget was used up.', 'logs.list', 200);
const bucket = (from: string, to: string, tasks: Record<string, number>) => ({
  from,
  to,
  counts: { operations: {}, results: {}, tasks, sources: {} },
});
/** Rows were counted in stretches; the last one in which anything entered ended on Friday at noon. */
const COUNTED = {
  parts: { histories: gap, buckets: COMPLETE },
  counted: {
    buckets: [
      bucket('2026-11-20T00:00:00.000Z', '2026-11-20T12:00:00.000Z', { CONSUMING: 7, INDEXING: 7 }),
      bucket('2026-11-20T12:00:00.000Z', '2026-11-22T12:00:00.000Z', { CONSUMING: 0, INDEXING: 2 }),
    ],
    stages: { entryTask: 'CONSUMING', all: {}, entry: {}, end: {} },
    lookedUp: [],
    timed: [],
  },
} as const;
const STRETCH = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T12:00:00.000Z' };

const push = (different: Parameters<typeof buildEvidence>[0]) => {
  const evidence = buildEvidence(different);
  return lastPush({ evidence, pipeline: readPipeline(evidence), claimed: [], refused: [] });
};

describe('the last push', () => {
  it('is known to the moment where every row was read, and to a stretch where rows were counted', () => {
    const rows = nights(3).flatMap((at) => runRows(at, 2));
    const at = '2026-11-22T02:00:01.000Z';
    expect([push({ rows }), push({}), push(COUNTED)]).toEqual([{ from: at, to: at }, null, STRETCH]);
  });

  it('is not known where rows were neither read nor counted', () => {
    expect(push({ parts: { histories: gap, buckets: gap } })).toBe('unknown');
    expect(push({ parts: { histories: gap } })).toBe('unknown');
  });

  it.each([
    [null, '2026-11-20T06:00:00.000Z', 0, true],
    [STRETCH, '2026-11-20T12:00:00.000Z', 0, true],
    [STRETCH, '2026-11-20T11:45:00.000Z', 1_800_000, true],
    [STRETCH, '2026-11-20T06:00:00.000Z', 0, null],
    [STRETCH, '2026-11-19T23:00:00.000Z', 0, false],
  ])('%j and the moment %s, %i ms to settle: none since is %s', (last, moment, settleMs, none) => {
    expect(noneSince(last, moment, settleMs)).toBe(none);
  });

  it('is told as it is known', () => {
    expect([lastPushText(null), lastPushText(STRETCH)]).toEqual([
      'No push was seen in the 14 days that Coveo keeps its logs.',
      'The last push was between Fri 20 Nov 00:00 UTC and Fri 20 Nov 12:00 UTC.',
    ]);
  });
});

describe('a key of a source whose rows were counted', () => {
  const summary = ({ findings, notChecked }: ReturnType<typeof lookLive>) => ({
    found: findings.map(({ title, text }) => [title, text.includes('between Fri 20 Nov')]),
    why: notChecked.map(({ why }) => why),
  });
  const expired = (expiresAt: string) =>
    buildKey({ status: 'EXPIRED', expiresAt, lastUsedAt: '2026-11-20T02:00:00.000Z' });
  const narrow = (createdAt: string) => buildKey({ viewsOrganization: false, createdAt });
  const LAST = 'The last push was between Fri 20 Nov 00:00 UTC and Fri 20 Nov 12:00 UTC.';

  it('that expired after the last stretch with pushes is found; within it, it is not checked; before, clear', () => {
    const look = (at: string) => summary(lookLive(invalidToken, { ...COUNTED, keys: [expired(at)] }));
    expect([
      look('2026-11-20T14:00:00.000Z'),
      look('2026-11-20T06:00:00.000Z'),
      look('2026-11-19T06:00:00.000Z'),
    ]).toEqual([
      {
        found: [['API key “Articles job” expired Fri 20 Nov 14:00 UTC, and no push came since', true]],
        why: [],
      },
      {
        found: [],
        why: [
          `An API key that may edit this source has ended, and whether anything was pushed since is not known. ${LAST}`,
        ],
      },
      { found: [], why: [] },
    ]);
  });

  it('that may not view the organization: the same', () => {
    const look = (at: string) => summary(lookLive(accessDenied, { ...COUNTED, keys: [narrow(at)] }));
    expect([
      look('2026-11-20T14:00:00.000Z').found.length,
      look('2026-11-20T06:00:00.000Z').why,
      look('2026-11-19T06:00:00.000Z'),
    ]).toEqual([
      1,
      [
        `An API key of this source may not view the organization, and whether anything was pushed since it was made is not known. ${LAST}`,
      ],
      { found: [], why: [] },
    ]);
  });

  it('that is bound to addresses is not checked: silence is not judged by counts', () => {
    expect(summary(lookLive(invalidToken, { ...COUNTED, keys: [buildKey({ restricted: true })] }))).toEqual({
      found: [],
      why: [
        'An API key that may edit this source is bound to addresses; whether the source is silent is not known, because not all log rows were read.',
      ],
    });
  });
});
