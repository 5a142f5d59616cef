import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { invalidJson } from './invalid-json';
import { type Look, lookAt } from './paste-door-under-test';

const WRONG_IF =
  'A JSON parser reads the very bytes that were sent, and each item has exactly one kind of body.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `INVALID_JSON`.', 'Its status 400 fits.'],
  spans: ['INVALID_JSON', '400'],
  wrongIf: WRONG_IF,
  decidedBy: null,
  retryAfter: null,
};

describe('invalid JSON is recognised', () => {
  it('by its code: certain', () => {
    expect(lookAt(invalidJson, 'HTTP/1.1 400\n{"errorCode": "INVALID_JSON"}')).toEqual(BY_CODE);
    expect(lookAt(invalidJson, '{"message": "Invalid JSON.", "errorCode": "INVALID_JSON"}')).toEqual({
      ...BY_CODE,
      reasons: ['The error’s code is `INVALID_JSON`.'],
      spans: ['INVALID_JSON'],
    });
  });

  it('by its code as a word: likely, and certain beside a sign of Coveo in a log', () => {
    expect(lookAt(invalidJson, 'push failed: INVALID_JSON', { kind: 'prose' })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['The code INVALID_JSON stands in the text.'],
      spans: ['INVALID_JSON'],
    });
    expect(lookAt(invalidJson, 'api.cloud.coveo.com: INVALID_JSON', { kind: 'client message' })).toEqual({
      ...BY_CODE,
      reasons: ['The code INVALID_JSON stands in the text, beside a sign of Coveo (api.cloud.coveo.com).'],
      spans: ['INVALID_JSON'],
    });
  });

  it.each(['Invalid JSON', 'malformed json', 'the JSON body is invalid', 'body could not be parsed as JSON'])(
    'by “%s” with its status and a sign of Coveo: likely',
    (words) => {
      const seen = lookAt(invalidJson, `HTTP/1.1 400 from api.cloud.coveo.com: ${words}`);
      expect([seen?.confidence, seen?.decidedBy]).toEqual(['likely', null]);
    },
  );

  it('as possible by a bare 400 of Coveo, and says that it cannot tell it from a paused organization', () => {
    expect(lookAt(invalidJson, 'HTTP/1.1 400 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 400, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        'A 400 without a code can also come from a paused organization: the text does not tell which.',
      ],
      spans: ['400'],
      decidedBy: {
        tells:
          'If the organization’s lifeCycleState is PAUSED, the 400 came from that; if it is ACTIVE, look at the body that was sent.',
        call: { name: 'organization.status' },
      },
    });
  });
});

describe('invalid JSON is not claimed', () => {
  it.each([
    ['of a bare 400 from anywhere', 'HTTP/1.1 400 Bad Request', {}],
    ['of a call that succeeded', 'HTTP/1.1 202 api.cloud.coveo.com, not INVALID_JSON', {}],
    ['where another code is there', 'HTTP/1.1 400 api.cloud.coveo.com {"errorCode": "INVALID_QUERY"}', {}],
    ['where the message says otherwise', 'HTTP/1.1 400 api.cloud.coveo.com {"message": "No such field"}', {}],
    ['of words alone', 'the config is invalid JSON', {}],
    ['of another vendor', '{"errorCode": "INVALID_JSON"}', { foreign: { value: 'algolia', span: [0, 1] } }],
    [
      'of a bare 400 of Coveo’s search',
      'HTTP/1.1 400 api.cloud.coveo.com',
      { request: requestOf({ url: urlOf({ service: 'other Coveo' }) }) },
    ],
  ] as const)('%s', (_, text, different) => {
    expect(lookAt(invalidJson, text, different)).toBeNull();
  });
});
