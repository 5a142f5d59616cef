import { describe, expect, it } from 'vitest';
import { responseOf, s3Of } from '@/lib/paste/facts-builder';
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
