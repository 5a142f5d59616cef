import { describe, expect, it } from 'vitest';
import { itemLimitExceeded } from './item-limit-exceeded';
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
