import { describe, expect, it } from 'vitest';
import { buildLimit, missingPart, NOW } from '@/lib/evidence/evidence-builder';
import { dailyItemLimit } from './daily-item-limit';
import { type Finding, NO_ITEMS } from './finding';
import { LIMIT_ACTIVITY } from './limit-activity-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { type Look, lookAt } from './paste-door-under-test';
import { DAILY_LIMITS } from './too-many-requests';

const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `TOO_MANY_DOCUMENTS_DAILY`.', 'Its status 429 fits.'],
  spans: ['TOO_MANY_DOCUMENTS_DAILY', '429'],
  wrongIf: 'The organization’s limits show that fewer items were processed today than allowed.',
  decidedBy: null,
  retryAfter: null,
};

describe('a reached daily item limit is recognised', () => {
  it('by its code: certain', () => {
    expect(lookAt(dailyItemLimit, 'HTTP/1.1 429 {"errorCode": "TOO_MANY_DOCUMENTS_DAILY"}')).toEqual(BY_CODE);
  });

  it('by its words: likely, with the request that decides', () => {
    expect(lookAt(dailyItemLimit, 'The daily document limit was reached', { kind: 'prose' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['The text says “daily document limit”.'],
      spans: ['daily document limit'],
      decidedBy: DAILY_LIMITS,
    });
  });

  it('as possible by a bare 429 of Coveo, as the rarer cause', () => {
    expect(lookAt(dailyItemLimit, 'HTTP/1.1 429 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 429, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        'A 429 without a code most often counts calls; items of the day are the rarer cause.',
      ],
      spans: ['429'],
      decidedBy: DAILY_LIMITS,
    });
  });
});

describe('a reached daily item limit is not claimed', () => {
  it.each([
    'HTTP/1.1 429',
    'HTTP/1.1 429 api.cloud.coveo.com {"errorCode": "TOO_MANY_REQUESTS"}',
    'the daily limit of the ski pass',
    'HTTP/1.1 429 Too Many Requests api.cloud.coveo.com',
    'api.cloud.coveo.com: too many 429 error responses',
  ])('of “%s”', (text) => {
    expect(lookAt(dailyItemLimit, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const limit = (used: number, updatedAt: string | null = NOW, key = 'pushApiMaximumDailyDocumentCount') => ({
    ...buildLimit(key, used, 1_000),
    updatedAt,
  });
  const named = { problem: 'daily-item-limit', title: 'Daily item limit reached' };
  const REACHED: Finding = {
    problem: 'daily-item-limit',
    key: '',
    title: 'Daily item limit reached: 1,020 of 1,000 items (102 %)',
    severity: 'error',
    impact: 'degraded',
    confidence: 'certain',
    confidenceReason: null,
    count: 1_020,
    unit: 'items',
    firstSeen: NOW,
    lastSeen: NOW,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: [LIMIT_ACTIVITY],
    measure: '1,020 of 1,000 items (102 %)',
    items: NO_ITEMS,
    text: 'Coveo’s limits show `pushApiMaximumDailyDocumentCount` at 1,020 of 1,000 items (102 %). Until the day is over every item is refused with 429 `TOO_MANY_DOCUMENTS_DAILY`, and leaves no row: what is missing is only in the client’s own log.',
    assumptions: [],
  };

  it('whose organization used up the items of the day is found, with the activities that tell of it', () => {
    const seen = lookLive(dailyItemLimit, { limits: [limit(1_020)], activities: [LIMIT_ACTIVITY] });
    expect(seen).toEqual({ ...CLEAR, findings: [REACHED] });
  });

  it('is found by whichever of the two names is fuller, nearly reached from 90 % on', () => {
    const limits = [limit(5), limit(950, NOW, 'pushApiMaximumDailyDocumentLimit')];
    const { findings } = lookLive(dailyItemLimit, { limits });
    expect(findings.map(({ title, severity, impact }) => [title, severity, impact])).toEqual([
      ['Daily item limit nearly reached: 950 of 1,000 items (95 %)', 'warning', 'degraded'],
    ]);
  });

  it.each([
    [
      'below',
      [limit(899)],
      'Today 899 of 1,000 items (89 %). Of earlier days nothing is known: refused items leave no row.',
    ],
    [
      'where the count is of another day',
      [limit(1_000, '2026-11-21T11:59:00.000Z')],
      'Coveo’s limits name no number of items a day, counted within the last day.',
    ],
    [
      'where Coveo names no such limit',
      [],
      'Coveo’s limits name no number of items a day, counted within the last day.',
    ],
  ])('is never clear: not checked %s', (_, limits, why) => {
    expect(lookLive(dailyItemLimit, { limits })).toEqual({ ...CLEAR, notChecked: [{ ...named, why }] });
  });

  it('that met it on another day is told so by activities that name it, the organization’s own too', () => {
    const errorDetail = 'Error TOO_MANY_DOCUMENTS_DAILY';
    const ofOrganization = {
      ...LIMIT_ACTIVITY,
      id: 'limit-0',
      startedAt: '2026-11-19T04:00:00.000Z',
      errorDetail,
      resourceId: 'org',
      resourceType: 'ORGANIZATION',
    };
    const titlesOf = (given: Parameters<typeof lookLive>[1]) =>
      lookLive(dailyItemLimit, given).findings.map(({ title, confidence, impact, text }) => [
        title,
        confidence,
        impact,
        text,
      ]);
    expect(titlesOf({ organizationLimits: [ofOrganization] })).toEqual([
      [
        'Daily item limit reached once, last Thu 19 Nov 04:00 UTC',
        'likely',
        null,
        'The activities of the organization hold LIMIT_REACHED. Calls that were refused then left no row: what is missing is only in the client’s own log.',
      ],
    ]);
    const activities = [{ ...LIMIT_ACTIVITY, errorDetail }];
    expect(titlesOf({ organizationLimits: [ofOrganization], activities })).toEqual([
      [
        'Daily item limit reached 2 times, last Sun 22 Nov 04:00 UTC',
        'likely',
        'degraded',
        'The activities of the source and of the organization hold LIMIT_REACHED. Calls that were refused then left no row: what is missing is only in the client’s own log.',
      ],
    ]);
  });

  it('is not checked where this token may not read limits', () => {
    const parts = { limits: missingPart('This token may not.', 'limits', 403) };
    expect(lookLive(dailyItemLimit, { limits: null, parts }).notChecked).toEqual([
      { ...named, why: 'This token may not.', call: 'limits', status: 403, requestId: 'req-1' },
    ]);
  });
});
