import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'an S3 error, expired by five seconds',
    `<Error>
<Code>AccessDenied</Code>
<Message>Request has expired</Message>
<Expires>2020-10-15T02:03:37Z</Expires>
<ServerTime>2020-10-15T02:03:42Z</ServerTime>
<RequestId>955102B1FB2</RequestId>
</Error>`,
    [
      {
        kind: 'S3 error',
        body: 'xml: <Error>\n<Code>AccessDenied</Code>\n<Message>Request has expired</Message>\n<Expires>2020-10-15T02:03:37Z</Expires>\n<ServerTime>2020-10-15T02:03:42Z</ServerTime>\n<RequestId>955102B1FB2</RequestId>\n</Error>',
        codes: ['AccessDenied (field)'],
        messages: ['Request has expired'],
        s3: { code: 'AccessDenied', expires: '2020-10-15T02:03:37.000Z', lateMs: 5000 },
        phrases: ['request has expired'],
        ids: ['requestId 955102B1FB2'],
      },
    ],
  ],
  [
    'an S3 error cut in a tag',
    '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2018-11-05T05:37:05Z</Expires><ServerTime',
    [
      {
        kind: 'S3 error',
        body: 'xml, cut: <Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2018-11-05T05:37:05Z</Expires><ServerTime',
        codes: ['AccessDenied (field)'],
        messages: ['Request has expired'],
        s3: { code: 'AccessDenied', expires: '2018-11-05T05:37:05.000Z', lateMs: null },
        phrases: ['request has expired'],
      },
    ],
  ],
  [
    'an S3 error whose expiry stands in its address, of the fourth version',
    `PUT https://coveo-nprod.s3.amazonaws.com/blobs/xyz?X-Amz-Date=20260301T100000Z&X-Amz-Expires=3600&X-Amz-Signature=0123456789abcdef0123456789abcdef
HTTP/1.1 403 Forbidden
Content-Type: application/xml

<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires><ServerTime>2026-03-01T11:30:00Z</ServerTime><RequestId>R1</Requ`,
    [
      {
        kind: 'http exchange',
        method: 'PUT',
        url: 'upload coveo-nprod.s3.amazonaws.com /blobs/xyz',
        parameters: { 'X-Amz-Date': '20260301T100000Z', 'X-Amz-Expires': '3600' },
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: 'xml, cut: <?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires><ServerTime>2026-03-01T11:30:00Z</ServerTime><RequestId>R1</Requ',
        codes: ['AccessDenied (field)'],
        messages: ['Request has expired'],
        s3: { code: 'AccessDenied', expires: '2026-03-01T11:00:00.000Z', lateMs: 1800000 },
        phrases: ['request has expired'],
        credentials: 'unknown',
        ids: ['requestId R1'],
      },
    ],
  ],
  [
    'an S3 error in prose, whose expiry stands in its address, of the second version',
    'Hallo, beim Hochladen auf https://coveo-nprod.s3.amazonaws.com/a/b?AWSAccessKeyId=AKIAABCDEFGHIJKLMNOP&Expires=1602727417&Signature=abc%3D kommt: <Code>AccessDenied</Code><Message>Request has expired</Message><ServerTime>2020-10-15T02:05:42Z</ServerTime>',
    [
      {
        kind: 'S3 error',
        url: 'upload coveo-nprod.s3.amazonaws.com /a/b',
        parameters: { Expires: '1602727417' },
        body: 'text: <Code>AccessDenied</Code><Message>Request has expired</Message><ServerTime>2020-10-15T02:05:42Z</ServerTime>',
        codes: ['AccessDenied (field)'],
        messages: ['Request has expired'],
        s3: { code: 'AccessDenied', expires: '2020-10-15T02:03:37.000Z', lateMs: 125000 },
        phrases: ['request has expired'],
        credentials: 'unknown',
      },
    ],
  ],
  [
    'an S3 error escaped in JSON',
    '{"error":"upload failed: &lt;Error&gt;&lt;Code&gt;SignatureDoesNotMatch&lt;/Code&gt;&lt;Message&gt;The request signature we calculated does not match&lt;/Message&gt;&lt;/Error&gt;"}',
    [
      {
        kind: 'S3 error',
        body: 'xml: &lt;Error&gt;&lt;Code&gt;SignatureDoesNotMatch&lt;/Code&gt;&lt;Message&gt;The request signature we calculated does not match&lt;/Message&gt;&lt;/Error&gt;',
        codes: ['SignatureDoesNotMatch (field)'],
        messages: [
          'upload failed: <Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match</Message></Error>',
          'The request signature we calculated does not match',
        ],
        s3: { code: 'SignatureDoesNotMatch', expires: null, lateMs: null },
      },
    ],
  ],
];

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
