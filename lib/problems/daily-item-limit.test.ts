import { describe, expect, it } from 'vitest';
import { dailyItemLimit } from './daily-item-limit';
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
