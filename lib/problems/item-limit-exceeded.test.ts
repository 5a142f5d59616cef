import { describe, expect, it } from 'vitest';
import { buildLimit, missingPart, NOW } from '@/lib/evidence/evidence-builder';
import { type Finding, NO_ITEMS } from './finding';
import { itemLimitExceeded } from './item-limit-exceeded';
import { LIMIT_ACTIVITY } from './limit-activity-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import { type Look, lookAt } from './paste-door-under-test';
import { CODES_OF_412 } from './push-parameters';

const LIMITS = {
  tells: 'numberOfDocumentsLimit: where its actualCount is at its limit, this is proved.',
  call: { name: 'limits' },
} as const;
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `DOCUMENT_LIMIT_EXCEEDED`.', 'Its status 412 fits.'],
  spans: ['DOCUMENT_LIMIT_EXCEEDED', '412'],
  wrongIf: 'The organization’s limits show fewer items than allowed, at the time of the request.',
  decidedBy: null,
  retryAfter: null,
};

describe('a reached item limit is recognised', () => {
  it('by its code: certain', () => {
    expect(lookAt(itemLimitExceeded, 'HTTP/1.1 412 {"errorCode": "DOCUMENT_LIMIT_EXCEEDED"}')).toEqual(
      BY_CODE,
    );
  });

  it('by a bare code: likely, with the request that decides', () => {
    expect(lookAt(itemLimitExceeded, 'DOCUMENT_LIMIT_EXCEEDED', { kind: 'identifier' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['The code DOCUMENT_LIMIT_EXCEEDED stands in the text.'],
      spans: ['DOCUMENT_LIMIT_EXCEEDED'],
      decidedBy: LIMITS,
    });
  });

  it('by its words: likely', () => {
    expect(lookAt(itemLimitExceeded, 'The document limit has been exceeded', { kind: 'prose' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['The text says “document limit has been exceeded”.'],
      spans: ['document limit has been exceeded'],
      decidedBy: LIMITS,
    });
  });

  it('as possible by a bare 412 of Coveo', () => {
    expect(lookAt(itemLimitExceeded, 'HTTP/1.1 412 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 412, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        CODES_OF_412,
      ],
      spans: ['412'],
      decidedBy: LIMITS,
    });
  });
});

describe('a reached item limit is not claimed', () => {
  it.each([
    'the maximum number of items in your cart',
    'HTTP/1.1 412 api.cloud.coveo.com {"errorCode": "MISSING_PARAMETER"}',
    'the item limit of your cart has been reached',
    'the speed limit was exceeded',
  ])('of “%s”', (text) => {
    expect(lookAt(itemLimitExceeded, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const at = (used: number, limit: number) => ({
    limits: [buildLimit('numberOfDocumentsLimit', used, limit)],
  });
  const REACHED: Finding = {
    problem: 'item-limit-exceeded',
    key: '',
    title: 'Item limit reached: 1,000 of 1,000 items (100 %)',
    severity: 'error',
    impact: 'failing',
    confidence: 'certain',
    confidenceReason: null,
    count: 1_000,
    unit: 'items',
    firstSeen: NOW,
    lastSeen: NOW,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: [],
    measure: '1,000 of 1,000 items (100 %)',
    items: NO_ITEMS,
    text: 'Coveo’s limits show `numberOfDocumentsLimit` at 1,000 of 1,000 items (100 %). Pushes that add items are refused with 412 `DOCUMENT_LIMIT_EXCEEDED`, and leave no row: what is missing is only in the client’s own log.',
    assumptions: [],
  };

  it('whose organization is full is found, and fails', () => {
    expect(lookLive(itemLimitExceeded, at(1_000, 1_000))).toEqual({ ...CLEAR, findings: [REACHED] });
  });

  it('shows the activities that tell of it', () => {
    const { findings } = lookLive(itemLimitExceeded, { ...at(1_000, 1_000), activities: [LIMIT_ACTIVITY] });
    expect(findings).toEqual([{ ...REACHED, activities: [LIMIT_ACTIVITY] }]);
  });

  it('whose organization is nearly full is found from 90 % on, and degraded', () => {
    expect(lookLive(itemLimitExceeded, at(900, 1_000)).findings).toEqual([
      {
        ...REACHED,
        title: 'Item limit nearly reached: 900 of 1,000 items (90 %)',
        severity: 'warning',
        impact: 'degraded',
        count: 900,
        measure: '900 of 1,000 items (90 %)',
        text: 'Coveo’s limits show `numberOfDocumentsLimit` at 900 of 1,000 items (90 %). All sources of the organization count together; at the limit, pushes that add items are refused.',
        assumptions: ['Called nearly reached from 90 % on.'],
      },
    ]);
  });

  it('is clear below, also where the limit of a day is reached', () => {
    const daily = buildLimit('pushApiMaximumDailyDocumentCount', 10, 10);
    const { limits } = at(899, 1_000);
    expect(lookLive(itemLimitExceeded, { limits: [...limits, daily], activities: [LIMIT_ACTIVITY] })).toEqual(
      CLEAR,
    );
  });

  it('that met it before is told so by activities that name it, whatever the limits show now', () => {
    const activity = { ...LIMIT_ACTIVITY, errorDetail: 'Error DOCUMENT_LIMIT_EXCEEDED' };
    const told: Finding = {
      ...REACHED,
      key: 'activities',
      title: 'Item limit reached once, last Sun 22 Nov 04:00 UTC',
      severity: 'warning',
      impact: 'degraded',
      confidence: 'likely',
      confidenceReason:
        'The activities name DOCUMENT_LIMIT_EXCEEDED; what was refused of this source is not in them.',
      count: 1,
      unit: 'operations',
      firstSeen: '2026-11-22T04:00:00.000Z',
      lastSeen: '2026-11-22T04:00:00.000Z',
      activities: [activity],
      measure: '1 activity',
      text: 'The activities of the source hold LIMIT_REACHED. Calls that were refused then left no row: what is missing is only in the client’s own log.',
      assumptions: [
        'Taken for active when the last one came since the newest settled run began, or within 24 h.',
      ],
    };
    const activities = [activity];
    const limits = missingPart('This token may not.', 'limits', 403);
    expect(lookLive(itemLimitExceeded, { ...at(899, 1_000), activities })).toEqual({
      ...CLEAR,
      findings: [told],
    });
    expect(lookLive(itemLimitExceeded, { limits: [], activities })).toEqual({ ...CLEAR, findings: [told] });
    expect(lookLive(itemLimitExceeded, { limits: null, parts: { limits }, activities }).findings).toEqual([
      told,
    ]);
  });

  it('is not checked where Coveo names no such limit, or this token may not read limits', () => {
    const named = { problem: 'item-limit-exceeded', title: 'Item limit reached' };
    const gap = missingPart('This token may not read the organization’s limits.', 'limits', 403);
    expect([
      lookLive(itemLimitExceeded, { limits: [] }),
      lookLive(itemLimitExceeded, { limits: null, parts: { limits: gap } }),
    ]).toEqual([
      {
        ...CLEAR,
        notChecked: [{ ...named, why: 'Coveo’s limits name no number of items (`numberOfDocumentsLimit`).' }],
      },
      {
        ...CLEAR,
        notChecked: [
          {
            ...named,
            why: 'This token may not read the organization’s limits.',
            call: 'limits',
            status: 403,
            requestId: 'req-1',
          },
        ],
      },
    ]);
  });
});
