import { describe, expect, it } from 'vitest';
import { requestOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { fileContainerExpired } from './file-container-expired';
import { factIn, type Look, lookAt } from './paste-door-under-test';

const LIFE = 'The upload address of a file container is valid for 60 minutes.';
const WRONG_IF = 'The upload was sent within 60 minutes of creating its file container.';
const XML =
  '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2020-10-15T02:03:37Z</Expires><ServerTime>2020-10-15T02:03:42Z</ServerTime></Error>';
const CUT = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2018';
const UPLOAD = requestOf({ url: urlOf({ service: 'upload', host: 'bucket.s3.amazonaws.com' }) });

const BY_XML: Look = {
  confidence: 'certain',
  reasons: [
    'S3 refused the upload with AccessDenied: “Request has expired”.',
    'It was used 5 s after it expired.',
    LIFE,
  ],
  spans: ['AccessDenied', 'Request has expired', '2020-10-15T02:03:37Z', '2020-10-15T02:03:42Z'],
  wrongIf: WRONG_IF,
  decidedBy: null,
  retryAfter: null,
};

describe('an expired file container is recognised', () => {
  it('by S3’s code and message: certain, and says how late it was', () => {
    const s3 = s3Of({
      code: factIn(XML, 'AccessDenied'),
      message: factIn(XML, 'Request has expired'),
      expires: factIn(XML, '2020-10-15T02:03:37Z'),
      serverTime: factIn(XML, '2020-10-15T02:03:42Z'),
      lateMs: 5_000,
    });
    expect(lookAt(fileContainerExpired, XML, { kind: 'S3 error', s3 })).toEqual(BY_XML);
  });

  it('where the XML is cut, without a lateness that cannot be known', () => {
    const s3 = s3Of({ code: factIn(CUT, 'AccessDenied'), message: factIn(CUT, 'Request has expired') });
    expect(lookAt(fileContainerExpired, CUT, { kind: 'S3 error', s3 })).toEqual({
      ...BY_XML,
      reasons: [BY_XML.reasons[0], LIFE],
      spans: ['AccessDenied', 'Request has expired'],
    });
  });

  it('as likely by a moment of expiry that had passed, where the message is cut off', () => {
    const s3 = s3Of({ code: factIn(XML, 'AccessDenied'), lateMs: 90 * 60_000 });
    expect(lookAt(fileContainerExpired, XML.replace('Request has expired', ''), { s3 })).toEqual({
      ...BY_XML,
      confidence: 'likely',
      reasons: [
        'S3 refused the upload, and its address had expired by then.',
        'It was used 90 min after it expired.',
        LIFE,
      ],
      spans: ['AccessDenied'],
    });
  });

  it('as likely by ExpiredToken', () => {
    const text = '<Error><Code>ExpiredToken</Code></Error>';
    expect(lookAt(fileContainerExpired, text, { s3: s3Of({ code: factIn(text, 'ExpiredToken') }) })).toEqual({
      ...BY_XML,
      confidence: 'likely',
      reasons: ['S3 says ExpiredToken: the credentials that signed the upload address have ended.', LIFE],
      spans: ['ExpiredToken'],
    });
  });

  it('as likely by its words beside the code or a sign of Coveo', () => {
    const expected = {
      ...BY_XML,
      confidence: 'likely',
      reasons: [
        'The text says “Request has expired”, as S3 answers to an upload address that is too old.',
        LIFE,
      ],
    };
    expect(
      lookAt(fileContainerExpired, '403 - AccessDenied (Request has expired)', { kind: 'prose' }),
    ).toEqual({
      ...expected,
      spans: ['Request has expired'],
    });
    expect(lookAt(fileContainerExpired, 'api.cloud.coveo.com then HTTP/1.1 403 Request has expired')).toEqual(
      { ...expected, spans: ['Request has expired', '403'] },
    );
  });

  it('as possible by a refused upload whose reason is not shown', () => {
    expect(lookAt(fileContainerExpired, 'HTTP/1.1 403 AccessDenied', { request: UPLOAD })).toEqual({
      ...BY_XML,
      confidence: 'possible',
      reasons: [
        'An upload to a presigned address was refused with AccessDenied; whether it had expired, the text does not show.',
        LIFE,
      ],
      spans: ['AccessDenied', '403'],
    });
  });
});

describe('an expired file container is not claimed', () => {
  it.each([
    [
      'of AccessDenied that says nothing of expiry',
      '<Code>AccessDenied</Code>',
      s3Of({ code: { value: 'AccessDenied', span: [6, 18] } }),
    ],
    [
      'of a wrong signature',
      '<Code>SignatureDoesNotMatch</Code>',
      s3Of({ code: { value: 'SignatureDoesNotMatch', span: [6, 27] } }),
    ],
    [
      'of an address that was used in time',
      '<Code>AccessDenied</Code>',
      s3Of({ code: { value: 'AccessDenied', span: [6, 18] }, lateMs: -5_000 }),
    ],
  ] as const)('%s', (_, text, s3) => {
    expect(lookAt(fileContainerExpired, text, { s3 })).toBeNull();
  });

  it.each([
    'Your request has expired, please log in again',
    'HTTP/1.1 404 Request has expired',
    'the coupon has expired',
  ])('of “%s”', (text) => {
    expect(lookAt(fileContainerExpired, text, { kind: 'prose' })).toBeNull();
  });
});
