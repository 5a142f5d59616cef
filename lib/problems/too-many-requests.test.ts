import { describe, expect, it } from 'vitest';
import { buildLimit, missingPart } from '@/lib/evidence/evidence-builder';
import { responseOf, s3Of } from '@/lib/paste/facts-builder';
import { type Finding, NO_ITEMS } from './finding';
import { LIMIT_ACTIVITY } from './limit-activity-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { factIn, type Look, lookAt } from './paste-door-under-test';
import { DAILY_LIMITS, tooManyRequests } from './too-many-requests';

const BY_CODE: Look = {
  confidence: 'certain',
  reasons: [
    'The error’s code is `TOO_MANY_REQUESTS`.',
    'Its status 429 fits.',
    'Whether calls came too fast, the calls of the day are used up, or Coveo declines work for a while, the text does not tell.',
  ],
  spans: ['TOO_MANY_REQUESTS', '429'],
  wrongIf:
    'The calls go on being refused although nothing was sent for some minutes, and no daily limit is reached.',
  decidedBy: DAILY_LIMITS,
  retryAfter: null,
};
const NO_CODE =
  'Without a code it can be too many calls, too many items for the day, or Coveo declining work for a while: the text does not tell.';
const TEXT = 'HTTP/1.1 429 {"errorCode": "TOO_MANY_REQUESTS"}';
const retryAfter = (value: string) => ({
  response: responseOf({ headers: [{ name: 'retry-after', value, span: [0, 1] }] }),
});

describe('too many requests are recognised', () => {
  it('by the code: certain, and asks for the limits that tell the causes apart', () => {
    expect(lookAt(tooManyRequests, TEXT)).toEqual(BY_CODE);
  });

  it.each([
    ['30', 'in 30 s'],
    ['Sun, 22 Nov 2026 12:00:00 GMT', 'at Sun, 22 Nov 2026 12:00:00 GMT'],
    ['soon', null],
  ])('with Retry-After: %s', (value, words) => {
    expect(lookAt(tooManyRequests, TEXT, retryAfter(value))).toEqual({ ...BY_CODE, retryAfter: words });
  });

  it('by what the Java client logs: likely', () => {
    expect(lookAt(tooManyRequests, 'POST response: THROTTLED_REQUEST', { kind: 'client message' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['The code THROTTLED_REQUEST stands in the text.', BY_CODE.reasons[2]],
      spans: ['THROTTLED_REQUEST'],
    });
  });

  it('by a bare 429 with a sign of Coveo: likely, and says that it may be items of the day', () => {
    expect(lookAt(tooManyRequests, 'HTTP/1.1 429 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [
        'The status is 429, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        NO_CODE,
      ],
      spans: ['429'],
    });
  });

  it.each(['ThrottleError', 'Too Many Requests', 'rate limit exceeded', 'request was throttled'])(
    'by “%s” with a sign of Coveo: likely',
    (words) => {
      expect(lookAt(tooManyRequests, `api.cloud.coveo.com ${words}`)?.confidence).toBe('likely');
    },
  );

  it('by S3’s SlowDown: likely', () => {
    const text = '<Error><Code>SlowDown</Code></Error>';
    expect(lookAt(tooManyRequests, text, { s3: s3Of({ code: factIn(text, 'SlowDown') }) })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['S3 asks to slow down (SlowDown): uploads came faster than it takes them.'],
      spans: ['SlowDown'],
      wrongIf: 'A single upload some minutes later is refused in the same way.',
      decidedBy: null,
    });
  });
});

describe('too many requests are not claimed', () => {
  it.each([
    'HTTP/1.1 429',
    'order number 429 was shipped',
    'HTTP/1.1 429 {"errorCode": "TOO_MANY_DOCUMENTS_DAILY"} api.cloud.coveo.com',
    'File container size limit exceeded, api.cloud.coveo.com',
    'throw new HttpError(TOO_MANY_REQUESTS)',
  ])('of “%s”', (text) => {
    expect(lookAt(tooManyRequests, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const named = { problem: 'too-many-requests', title: 'Too many requests' };
  const earlier = { ...LIMIT_ACTIVITY, id: 'limit-0', startedAt: '2026-11-19T04:00:00.000Z' };
  const BY_ACTIVITIES: Finding = {
    problem: 'too-many-requests',
    key: 'activities',
    title: 'Limit reached 2 times, last Sun 22 Nov 04:00 UTC',
    severity: 'warning',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason:
      'Coveo’s activities do not say which limit it was: the rate of calls, or the calls or items of that day.',
    count: 2,
    unit: 'operations',
    firstSeen: '2026-11-19T04:00:00.000Z',
    lastSeen: '2026-11-22T04:00:00.000Z',
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: [earlier, LIMIT_ACTIVITY],
    measure: '2 activities',
    items: NO_ITEMS,
    text: 'The activities of the source hold LIMIT_REACHED. Calls that were refused then left no row: what is missing is only in the client’s own log.',
    assumptions: [
      'Taken for active when the last one came since the newest settled run began, or within 24 h.',
    ],
  };

  it('whose activities tell that a limit was reached is found: likely, as they do not say which', () => {
    expect(lookLive(tooManyRequests, { activities: [earlier, LIMIT_ACTIVITY] })).toEqual({
      ...CLEAR,
      findings: [BY_ACTIVITIES],
    });
  });

  it.each([
    ['days ago', { ...earlier }, 'Limit reached once, last Thu 19 Nov 04:00 UTC'],
    [
      'only nearly',
      { ...LIMIT_ACTIVITY, operation: 'LIMIT_ALMOST_REACHED' },
      'Limit nearly reached once, last Sun 22 Nov 04:00 UTC',
    ],
  ])('that met it %s is told so, and not degraded for it', (_, activity, title) => {
    const { findings } = lookLive(tooManyRequests, { activities: [activity] });
    expect(findings.map((finding) => [finding.title, finding.severity, finding.impact])).toEqual([
      [title, 'info', null],
    ]);
  });

  it('that met it days ago, and nearly met it since, is told of then; what was only near is named beside', () => {
    const near = (id: string) => ({ ...LIMIT_ACTIVITY, id, operation: 'LIMIT_ALMOST_REACHED' });
    const look = (...activities: (typeof LIMIT_ACTIVITY)[]) =>
      lookLive(tooManyRequests, { activities }).findings;
    const once: Finding = {
      ...BY_ACTIVITIES,
      title: 'Limit reached once, last Thu 19 Nov 04:00 UTC',
      severity: 'info',
      impact: null,
      count: 1,
      lastSeen: '2026-11-19T04:00:00.000Z',
      activities: [earlier],
      measure: '1 activity',
    };
    expect(look(earlier, near('near-1'))).toEqual([
      { ...once, text: `${BY_ACTIVITIES.text} 1 more activity holds LIMIT_ALMOST_REACHED.` },
    ]);
    expect(look(earlier, near('near-1'), near('near-2'))).toEqual([
      { ...once, text: `${BY_ACTIVITIES.text} 2 more activities hold LIMIT_ALMOST_REACHED.` },
    ]);
  });

  it('that used up the calls of the day is found: certain', () => {
    const limits = [buildLimit('pushApiMaximumDailyInvocations', 15_000, 15_000)];
    const { findings } = lookLive(tooManyRequests, { limits, activities: [LIMIT_ACTIVITY] });
    expect(findings).toEqual([
      {
        ...BY_ACTIVITIES,
        key: '',
        title: 'Daily limit of Push API calls reached: 15,000 of 15,000 calls (100 %)',
        severity: 'error',
        confidence: 'certain',
        confidenceReason: null,
        count: 15_000,
        firstSeen: '2026-11-22T12:00:00.000Z',
        lastSeen: '2026-11-22T12:00:00.000Z',
        activities: [LIMIT_ACTIVITY],
        measure: '15,000 of 15,000 calls (100 %)',
        text: 'Coveo’s limits show `pushApiMaximumDailyInvocations` at 15,000 of 15,000 calls (100 %). Until the day is over every call is refused with 429 `TOO_MANY_REQUESTS`, and leaves no row: what is missing is only in the client’s own log.',
        assumptions: [],
      },
    ]);
  });

  it.each([
    ['numberOfDocumentsLimit', null],
    ['pushApiMaximumDailyDocumentCount', null],
    [null, 'Error DOCUMENT_LIMIT_EXCEEDED'],
    [null, 'Error TOO_MANY_DOCUMENTS_DAILY'],
  ])('leaves activities to the limit of items: %s reached, told “%s”', (reached, errorDetail) => {
    const limits = reached === null ? [] : [buildLimit(reached, 10, 10)];
    const activities = [{ ...LIMIT_ACTIVITY, errorDetail }];
    expect(lookLive(tooManyRequests, { limits, activities }).findings).toEqual([]);
  });

  it.each([
    [[buildLimit('pushApiMaximumDailyInvocations', 3, 10)], 'Today 3 of 10 calls (30 %).'],
    [[], 'Coveo’s limits name no number of calls a day, counted within the last day.'],
  ])('is never clear: not checked with limits %j', (limits, counted) => {
    const why = `${counted} Calls that were refused for coming too fast leave no row: only the client’s own log tells.`;
    expect(lookLive(tooManyRequests, { limits })).toEqual({ ...CLEAR, notChecked: [{ ...named, why }] });
  });

  it('is not checked where limits or activities could not be read; what was found may be more', () => {
    const limits = missingPart('This token may not.', 'limits', 403);
    const activities = missingPart('Coveo answered 500.', 'activities.list', 500);
    const call = { call: 'limits', status: 403, requestId: 'req-1' };
    const look = (different: Parameters<typeof lookLive>[1]) => {
      const { findings, notChecked } = lookLive(tooManyRequests, different);
      return { found: findings.map(({ key }) => key), notChecked };
    };
    expect([
      look({ limits: null, parts: { limits } }),
      look({ parts: { activities } }),
      look({ limits: null, parts: { limits }, activities: [LIMIT_ACTIVITY] }),
    ]).toEqual([
      { found: [], notChecked: [{ ...named, why: 'This token may not.', ...call }] },
      {
        found: [],
        notChecked: [
          { ...named, why: 'Coveo answered 500.', call: 'activities.list', status: 500, requestId: 'req-1' },
        ],
      },
      {
        found: ['activities'],
        notChecked: [{ ...named, why: 'More may be there than was found: This token may not.', ...call }],
      },
    ]);
  });
});
