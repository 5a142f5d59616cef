import { describe, expect, it } from 'vitest';
import { requestOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { factIn, type Look, lookAt, spanIn } from './paste-door-under-test';
import { requestTooLarge } from './request-too-large';

const NOT_SHOWN =
  'Whether it was a single item (6 MB a request) or a file container (256 MB), the text does not show.';
const BARE = 'HTTP/1.1 413 api.cloud.coveo.com';
const BY_STATUS: Look = {
  confidence: 'likely',
  reasons: [
    'The status is 413, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
    NOT_SHOWN,
  ],
  spans: ['413'],
  wrongIf:
    'The body, as it left, is smaller than the limit of its path: 6 MB for a single item, 256 MB for a file container.',
  decidedBy: null,
  retryAfter: null,
};

describe('a request that is too large is recognised', () => {
  it('by a 413 with a sign of Coveo: likely, and says that the limit is not shown', () => {
    expect(lookAt(requestTooLarge, BARE)).toEqual(BY_STATUS);
  });

  it('for certain by a 413 of Coveo’s own address, with the limit of its path and the bytes that were sent', () => {
    const text = `${BARE} content-length: 7340032`;
    const header = {
      name: 'content-length',
      value: '7340032',
      span: spanIn(text, 'content-length: 7340032'),
    };
    expect(
      lookAt(requestTooLarge, text, { request: requestOf({ url: urlOf(), headers: [header] }) }),
    ).toEqual({
      ...BY_STATUS,
      confidence: 'certain',
      reasons: [
        BY_STATUS.reasons[0],
        'It was a single item, and such a request takes 6 MB.',
        'It sent 7,340,032 bytes.',
      ],
      spans: ['413', 'content-length: 7340032'],
    });
  });

  it('by the official client’s words for a container: likely, with its limit', () => {
    expect(
      lookAt(requestTooLarge, 'File container size limit exceeded.', { kind: 'client message' }),
    ).toEqual({
      ...BY_STATUS,
      reasons: [
        'The text says “File container size limit exceeded”.',
        'It was an upload into a file container, which takes 256 MB.',
      ],
      spans: ['File container size limit exceeded'],
    });
  });

  it('by S3’s own code: certain', () => {
    const text = '<Error><Code>EntityTooLarge</Code></Error>';
    expect(lookAt(requestTooLarge, text, { s3: s3Of({ code: factIn(text, 'EntityTooLarge') }) })).toEqual({
      ...BY_STATUS,
      confidence: 'certain',
      reasons: [
        'S3 refused the upload with EntityTooLarge.',
        'A file container takes 256 MB: make the batches smaller, or compress the one large item.',
      ],
      spans: ['EntityTooLarge'],
      wrongIf: 'The uploaded file is smaller than 256 MB.',
    });
  });

  it.each(['Request Entity Too Large', 'Payload Too Large', 'request body is too large'])(
    'as possible only by 413 and “%s” from anywhere',
    (words) => {
      expect(lookAt(requestTooLarge, `HTTP/1.1 413 ${words}`)?.confidence).toBe('possible');
    },
  );
});

describe('a request that is too large is not claimed', () => {
  it.each([
    'HTTP/1.1 413',
    'item no. 413, 12.90 EUR',
    'the payload too large for the drone',
    'HTTP/1.1 200 api.cloud.coveo.com',
  ])('of “%s”', (text) => {
    expect(lookAt(requestTooLarge, text, { kind: 'prose' })).toBeNull();
  });

  it('of another error of S3', () => {
    const s3 = s3Of({ code: { value: 'AccessDenied', span: [0, 1] } });
    expect(lookAt(requestTooLarge, 'HTTP/1.1 413', { s3 })).toBeNull();
  });
});
