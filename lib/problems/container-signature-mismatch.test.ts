import { describe, expect, it } from 'vitest';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, requestOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { containerSignatureMismatch } from './container-signature-mismatch';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) =>
  containerSignatureMismatch.paste?.recognise(factsOf(facts)) ?? null;

const STATUS = { value: 403, span: [0, 3] } as const;
const code = (value: string) => ({ value, span: [10, 10 + value.length] }) as const;
const message = (value: string) => ({ value, span: [50, 50 + value.length] }) as const;
const said = (name: string) => ({ name, span: [50, 80] }) as const;

const BASE: Recognition = {
  confidence: 'certain',
  reasons: [
    'S3 worked out another signature: method, address or signed headers are not those that Coveo signed.',
  ],
  spans: [[10, 31]],
  wrongIf:
    'The upload does not go to the `uploadUri` of a Coveo file container, but to a bucket of the customer’s own.',
  decidedBy: null,
  retryAfter: null,
};

const UPLOAD = urlOf({
  value: 'https://coveo-example.s3.amazonaws.com/container',
  span: [4, 53],
  host: 'coveo-example.s3.amazonaws.com',
  service: 'upload',
  region: null,
  organization: null,
  source: null,
  path: '/container',
});
const PUT = { value: 'PUT', span: [0, 3] } as const;
const ENCRYPTION = { name: 'x-amz-server-side-encryption', value: 'AES256', span: [60, 96] } as const;
const OCTETS = { name: 'content-type', value: 'application/octet-stream', span: [100, 138] } as const;

describe('an upload that does not fit its signed address is recognised by the answer of S3', () => {
  it('for certain by SignatureDoesNotMatch', () => {
    expect(recognise({ status: STATUS, s3: s3Of({ code: code('SignatureDoesNotMatch') }) })).toEqual(BASE);
  });

  it.each([
    [
      'AuthorizationHeaderMalformed',
      'certain',
      'S3 read an `Authorization` header, which an upload address does not take: it is signed itself.',
    ],
    [
      'InvalidAccessKeyId',
      'likely',
      'S3 does not know the key in the address: the `uploadUri` was most likely changed on its way.',
    ],
    [
      'RequestTimeTooSkewed',
      'likely',
      'S3 compared the clock of the sender with its own: most likely the client signs the upload itself, which it must not.',
    ],
    ['MethodNotAllowed', 'likely', 'S3 does not take this method: an upload is a `PUT`.'],
  ] as const)('by %s: %s', (value, confidence, reason) => {
    expect(recognise({ s3: s3Of({ code: code(value) }) })).toEqual({
      ...BASE,
      confidence,
      reasons: [reason],
      spans: [[10, 10 + value.length]],
    });
  });

  it('as two proofs of identity, by what S3 says of them, whatever its code', () => {
    const facts = { phrases: [said('s3-two-auth-mechanisms')] };
    const twice: Recognition = {
      ...BASE,
      reasons: [
        'S3 got two proofs of identity: the signature in the address and an `Authorization` header, which must not be sent there.',
      ],
      spans: [[50, 80]],
    };
    expect(recognise({ ...facts, s3: s3Of({ code: code('InvalidArgument') }) })).toEqual(twice);
    expect(recognise({ ...facts, s3: s3Of({ code: code('InvalidRequest') }) })).toEqual(twice);
    expect(recognise(facts)).toEqual({ ...twice, confidence: 'likely' });
  });

  it('as headers too many, although S3 calls that AccessDenied', () => {
    expect(
      recognise({
        s3: s3Of({ code: code('AccessDenied'), message: message('There were headers …') }),
        phrases: [said('s3-headers-not-signed')],
      }),
    ).toEqual({
      ...BASE,
      reasons: [
        'S3 got headers beyond those that Coveo signed: send the `requiredHeaders` and nothing else.',
      ],
      spans: [[50, 80]],
    });
  });

  it('as likely by AccessDenied that does not speak of expiry', () => {
    expect(
      recognise({ s3: s3Of({ code: code('AccessDenied'), message: message('Access Denied') }) }),
    ).toEqual({
      ...BASE,
      confidence: 'likely',
      reasons: [
        'S3 answers AccessDenied and does not say that the address has expired: most likely its signature is missing or the headers are not those of the container.',
      ],
      spans: [
        [10, 22],
        [50, 63],
      ],
    });
  });

  it('as possible where the message is cut off: it may have expired as well', () => {
    expect(recognise({ s3: s3Of({ code: code('AccessDenied') }) })).toEqual({
      ...BASE,
      confidence: 'possible',
      reasons: ['S3 answers AccessDenied, and why is cut off.'],
      spans: [[10, 22]],
      wrongIf: 'The message, which is cut off here, says that the request has expired.',
    });
  });

  it('as likely where a text that is Coveo’s only names S3’s error, else as possible', () => {
    const named: Recognition = {
      ...BASE,
      confidence: 'likely',
      reasons: ['The text names S3’s error for a signature that does not fit the request.'],
      spans: [[50, 80]],
    };
    const phrases = [said('s3-signature-code')];
    expect(recognise({ phrases, coveo: { value: 'api.cloud.coveo.com', span: [0, 19] } })).toEqual(named);
    expect(recognise({ phrases })).toEqual({ ...named, confidence: 'possible' });
  });
});

describe('what is wrong with an upload is named from its request', () => {
  it('which header is missing where all headers are seen', () => {
    expect(
      recognise({
        status: STATUS,
        s3: s3Of({ code: code('SignatureDoesNotMatch') }),
        request: requestOf({ method: PUT, url: UPLOAD, headers: [OCTETS], complete: true }),
      }),
    ).toEqual({
      ...BASE,
      reasons: [
        ...BASE.reasons,
        'The upload does not send `x-amz-server-side-encryption`, which is among the container’s `requiredHeaders` (usually `AES256`).',
      ],
      spans: [
        [10, 31],
        [4, 53],
      ],
    });
  });

  it('a wrong value, a wrong method and an Authorization header, before any answer is there', () => {
    const authorization = { name: 'authorization', value: 'Bearer', span: [140, 160] } as const;
    const json = { name: 'content-type', value: 'application/json', span: [100, 130] } as const;
    expect(
      recognise({
        request: requestOf({
          method: { value: 'POST', span: [0, 4] },
          url: UPLOAD,
          headers: [ENCRYPTION, json, authorization],
          complete: true,
        }),
      }),
    ).toEqual({
      ...BASE,
      confidence: 'likely',
      reasons: [
        'The upload is sent as POST; the address is signed for `PUT`.',
        'The upload carries an `Authorization` header. The address is signed already, and S3 refuses a second proof of identity.',
        'The upload sends `content-type: application/json`; the container’s `requiredHeaders` usually want `application/octet-stream`.',
      ],
      spans: [
        [0, 4],
        [140, 160],
        [100, 130],
      ],
    });
  });

  it('as possible only where nothing says that the bucket is Coveo’s', () => {
    const url = { ...UPLOAD, host: 'example-bucket.s3.amazonaws.com' };
    const request = requestOf({ method: PUT, url, headers: [OCTETS], complete: true });
    const coveo = { value: 'Coveo', span: [0, 5] } as const;
    expect([recognise({ request })?.confidence, recognise({ request, coveo })?.confidence]).toEqual([
      'possible',
      'likely',
    ]);
  });

  it('in a cURL command, which adds a content type by itself but never the other header', () => {
    expect(
      recognise({ kind: 'cURL command', request: requestOf({ method: PUT, url: UPLOAD }) })?.reasons,
    ).toEqual([
      'The upload does not send `x-amz-server-side-encryption`, which is among the container’s `requiredHeaders` (usually `AES256`).',
    ]);
  });

  it('from a removed token, too', () => {
    expect(
      recognise({
        request: requestOf({ method: PUT, url: UPLOAD, headers: [ENCRYPTION, OCTETS] }),
        credentials: { header: 'there', scheme: 'Bearer', shape: 'removed', span: [140, 150] },
      })?.spans,
    ).toEqual([[140, 150]]);
  });
});

describe('an upload that does not fit its signed address is not seen', () => {
  const bearer = requestOf({
    method: PUT,
    url: UPLOAD,
    headers: [{ name: 'authorization', value: 'Bearer', span: [0, 9] }],
  });
  it.each<[string, Partial<Facts>]>([
    [
      'where the address has expired',
      { s3: s3Of({ code: code('AccessDenied'), message: message('Request has expired') }) },
    ],
    ['where it was late', { s3: s3Of({ code: code('AccessDenied'), lateMs: 5_000 }) }],
    [
      'where only the words of an expiry are there',
      { phrases: [said('request has expired')], request: bearer },
    ],
    ['where S3 finds it too large', { s3: s3Of({ code: code('EntityTooLarge') }), request: bearer }],
    ['where it succeeded', { status: { value: 200, span: [0, 3] }, request: bearer }],
    [
      'where Amazon’s own client names the error of a call of its own',
      { phrases: [said('s3-signature-code'), said('aws-own-call')] },
    ],
    ['where S3 is busy', { status: { value: 503, span: [0, 3] }, request: bearer }],
    [
      'where all is as it must be',
      { request: requestOf({ method: PUT, url: UPLOAD, headers: [ENCRYPTION, OCTETS], complete: true }) },
    ],
    ['where not all headers are seen', { request: requestOf({ method: PUT, url: UPLOAD }) }],
    [
      'in a call of the Push API that carries its token',
      {
        request: requestOf({
          method: PUT,
          url: urlOf(),
          headers: [{ name: 'authorization', value: 'Bearer', span: [0, 9] }],
        }),
      },
    ],
    [
      'in another vendor’s exchange',
      { s3: s3Of({ code: code('SignatureDoesNotMatch') }), foreign: { value: 'DynamoDB', span: [0, 8] } },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});
