import { describe, expect, it } from 'vitest';
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
