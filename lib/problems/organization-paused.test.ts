import { describe, expect, it } from 'vitest';
import { missingPart, NOW } from '@/lib/evidence/evidence-builder';
import { NO_ITEMS } from './finding';
import { CLEAR, lookLive } from './live-door-under-test';
import { organizationPaused } from './organization-paused';
import { type Look, lookAt } from './paste-door-under-test';

const STATUS = {
  tells:
    'lifeCycleState PAUSED proves it; ACTIVE means that the organization is awake, and the cause is another.',
  call: { name: 'organization.status' },
} as const;
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `ORGANIZATION_IS_PAUSED`.', 'Its status 400 fits.'],
  spans: ['ORGANIZATION_IS_PAUSED', '400'],
  wrongIf: 'The organization’s status shows lifeCycleState ACTIVE, and did when the request was made.',
  decidedBy: null,
  retryAfter: null,
};

describe('a paused organization is recognised', () => {
  it('by its code: certain', () => {
    expect(lookAt(organizationPaused, 'HTTP/1.1 400 {"errorCode": "ORGANIZATION_IS_PAUSED"}')).toEqual(
      BY_CODE,
    );
  });

  it.each([
    'The organization is paused',
    'Organization myorg is currently paused',
    "organisation 'myorg' has been paused",
    'your org is paused',
  ])('by “%s”: likely, with the request that decides', (words) => {
    const seen = lookAt(organizationPaused, words, { kind: 'prose' });
    expect([seen?.confidence, seen?.decidedBy]).toEqual(['likely', STATUS]);
  });

  it('by the answer of the organization’s status: certain, although that call succeeded', () => {
    expect(lookAt(organizationPaused, 'HTTP/1.1 200\n{"lifeCycleState": "PAUSED", "paused": true}')).toEqual({
      confidence: 'certain',
      reasons: ['The organization’s status says that it is paused.'],
      spans: ['lifeCycleState": "PAUSED'],
      wrongIf: 'The status was read at another time than the request was refused.',
      decidedBy: null,
      retryAfter: null,
    });
  });

  it('as possible by a bare 400 of Coveo, and says what else it can be', () => {
    expect(lookAt(organizationPaused, 'HTTP/1.1 400 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 400, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        'A paused organization is one cause of a 400 without a code, a broken body the other.',
      ],
      spans: ['400'],
      decidedBy: STATUS,
    });
  });
});

describe('a paused organization is not claimed', () => {
  it.each([
    'the video is paused',
    'our campaign was paused by the organization',
    'HTTP/1.1 200 {"lifeCycleState": "ACTIVE", "paused": false}',
    'HTTP/1.1 400 Bad Request',
    'HTTP/1.1 400 api.cloud.coveo.com {"errorCode": "INVALID_JSON"}',
  ])('of “%s”', (text) => {
    expect(lookAt(organizationPaused, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const organization = { lifeCycleState: 'PAUSED', pauseState: 'PAUSED', paused: true, readOnly: false };

  it('of a paused organization is found, and fails', () => {
    expect(lookLive(organizationPaused, { organization })).toEqual({
      ...CLEAR,
      findings: [
        {
          problem: 'organization-paused',
          key: '',
          title: 'The organization is paused: it takes no push',
          severity: 'error',
          impact: 'failing',
          confidence: 'certain',
          confidenceReason: null,
          count: 1,
          unit: 'operations',
          firstSeen: NOW,
          lastSeen: NOW,
          evidence: [],
          evidenceTotal: 0,
          rows: [],
          activities: [],
          measure: '1 organization',
          items: NO_ITEMS,
          text: 'Coveo shows the organization as lifeCycleState PAUSED, pauseState PAUSED. Every push to any of its sources is refused with 400 `ORGANIZATION_IS_PAUSED` and leaves no row. Since when, the status does not tell.',
          assumptions: [],
        },
      ],
    });
  });

  it('says what Coveo says, and no more', () => {
    const terse = { ...organization, lifeCycleState: null, pauseState: null };
    expect(lookLive(organizationPaused, { organization: terse }).findings[0]?.text).toMatch(
      /^Coveo shows the organization as paused\. /,
    );
  });

  it.each(['ACTIVE', 'DELETING'])('of an organization that is %s is clear', (lifeCycleState) => {
    const other = { ...organization, lifeCycleState, pauseState: null, paused: false };
    expect(lookLive(organizationPaused, { organization: other })).toEqual(CLEAR);
  });

  it('is not checked where the status could not be read', () => {
    const parts = { organization: missingPart('Coveo answered 502.', 'organization.status', 502) };
    expect(lookLive(organizationPaused, { organization: null, parts }).notChecked).toEqual([
      {
        problem: 'organization-paused',
        title: 'Organization is paused',
        why: 'Coveo answered 502.',
        call: 'organization.status',
        status: 502,
        requestId: 'req-1',
      },
    ]);
  });
});
