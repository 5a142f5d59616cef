import { describe, expect, it } from 'vitest';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, requestOf, responseOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { gatewayForbidden } from './gateway-forbidden';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => gatewayForbidden.paste?.recognise(factsOf(facts)) ?? null;

const STATUS = { value: 403, span: [5, 8] } as const;
const FORBIDDEN = { value: 'Forbidden', span: [22, 31] } as const;
const COVEO = { value: 'api.cloud.coveo.com', span: [40, 59] } as const;
const ERROR_TYPE = {
  name: 'x-amzn-errortype',
  value: 'ForbiddenException:http://internal.amazon.com/',
  span: [60, 100],
} as const;

const LIKELY: Recognition = {
  confidence: 'likely',
  reasons: [
    'The answer says “Forbidden” and names no code: most likely the gateway in front of the Push API, not a missing privilege.',
  ],
  spans: [
    [5, 8],
    [22, 31],
  ],
  wrongIf: 'A code such as ACCESS_DENIED stands in the whole answer: then it is about privileges.',
  decidedBy: {
    tells:
      'An answer of 200 shows that the token and the organization are right, so look at host, path and method; 401 or 403 there points to the token.',
    call: { name: 'organization.status' },
  },
  retryAfter: null,
};

describe('a refusal of the gateway is recognised', () => {
  it('by 403 and its message without a code: likely', () => {
    expect(recognise({ status: STATUS, messages: [FORBIDDEN] })).toEqual(LIKELY);
    expect(recognise({ status: STATUS, messages: [FORBIDDEN], coveo: COVEO })).toEqual(LIKELY);
  });

  it('where a number repeats the status in place of a code', () => {
    const codes = [{ value: '403', span: [0, 3], from: 'field' }] as const;
    expect(recognise({ status: STATUS, messages: [FORBIDDEN], codes })).toEqual(LIKELY);
  });

  it('where a client of Coveo’s fills in a code that is none', () => {
    const codes = [{ value: 'unknown', span: [0, 7], from: 'field' }] as const;
    expect(recognise({ status: STATUS, messages: [FORBIDDEN], codes, coveo: COVEO })).toEqual(LIKELY);
    expect(recognise({ status: STATUS, messages: [FORBIDDEN], codes })).toBeNull();
  });

  it('as possible only, by the message alone', () => {
    expect(recognise({ messages: [FORBIDDEN] })).toEqual({
      ...LIKELY,
      confidence: 'possible',
      spans: [[22, 31]],
    });
  });

  it('for certain by the header of the gateway, beside a sign of Coveo', () => {
    expect(
      recognise({
        status: STATUS,
        messages: [FORBIDDEN],
        coveo: COVEO,
        request: requestOf({ url: urlOf() }),
        response: responseOf({ headers: [ERROR_TYPE] }),
      }),
    ).toEqual({
      ...LIKELY,
      confidence: 'certain',
      reasons: [
        ...LIKELY.reasons,
        `The header \`x-amzn-errortype\` names the gateway’s own refusal (${ERROR_TYPE.value}).`,
      ],
      spans: [...LIKELY.spans, [60, 100]],
    });
  });

  it('as an unknown path or method, which is inferred, by its other message', () => {
    const message = { value: 'Missing Authentication Token', span: [12, 40] } as const;
    expect(recognise({ status: STATUS, messages: [message], coveo: COVEO })).toEqual({
      ...LIKELY,
      reasons: [
        'The gateway says “Missing Authentication Token”: that is most likely its answer to a path or method that it does not know (inferred), whether a token was sent or not.',
      ],
      spans: [
        [5, 8],
        [12, 40],
      ],
    });
  });

  it('beside the message of a client or a log that wraps its body', () => {
    const text = '{"message":"Push failed","body":{"message":"Forbidden"}} with code 403';
    const messages = [
      { value: 'Push failed', span: [12, 23] },
      { value: 'Forbidden', span: [44, 53] },
    ] as const;
    const status = { value: 403, span: [67, 70] } as const;
    expect(recognise({ text, status, messages })).toEqual({
      ...LIKELY,
      spans: [
        [67, 70],
        [44, 53],
      ],
    });
  });

  it('as possible only, by words of Amazon’s gateway without any sign of Coveo', () => {
    const message = { value: 'Missing Authentication Token', span: [12, 40] } as const;
    expect(recognise({ status: STATUS, messages: [message] })?.confidence).toBe('possible');
  });

  it('by its message as before, where a header of Amazon’s stands without any sign of Coveo', () => {
    expect(
      recognise({ status: STATUS, messages: [FORBIDDEN], response: responseOf({ headers: [ERROR_TYPE] }) }),
    ).toEqual(LIKELY);
  });

  it('as the gateway’s own check of the token, by the words of that', () => {
    const message = {
      value: 'User is not authorized to access this resource with an explicit deny',
      span: [12, 80],
    } as const;
    expect(recognise({ status: STATUS, messages: [message], coveo: COVEO })?.reasons).toEqual([
      'The gateway’s own check of the token refused the call, in the words of Amazon’s gateway (inferred).',
    ]);
  });
});

describe('a refusal of the gateway is not seen', () => {
  it.each<[string, Partial<Facts>]>([
    [
      'in an answer that names a code',
      {
        status: STATUS,
        messages: [FORBIDDEN],
        codes: [{ value: 'ACCESS_DENIED', span: [0, 13], from: 'field' }],
      },
    ],
    ['in another status', { status: { value: 401, span: [0, 3] }, messages: [FORBIDDEN] }],
    [
      'in an object within the body, as other APIs answer',
      {
        text: '{"error":{"code":403,"message":"Forbidden"}}',
        status: { value: 403, span: [17, 20] },
        messages: [{ value: 'Forbidden', span: [32, 41] }],
      },
    ],
    [
      'beside another message in one body, as frameworks answer',
      {
        text: '{"status":403,"error":"Forbidden","message":"Not yours"}',
        status: { value: 403, span: [10, 13] },
        messages: [
          { value: 'Forbidden', span: [23, 32] },
          { value: 'Not yours', span: [45, 54] },
        ],
      },
    ],
    ['in 403 alone', { status: STATUS, coveo: COVEO }],
    [
      'in a message that only holds the word',
      { status: STATUS, messages: [{ value: 'Access is forbidden to room 5', span: [0, 29] }] },
    ],
    [
      'in another vendor’s answer',
      { status: STATUS, messages: [FORBIDDEN], foreign: { value: 'api.example.org', span: [0, 15] } },
    ],
    ['in an error of S3', { status: STATUS, messages: [FORBIDDEN], s3: s3Of() }],
    [
      'in an answer of the firewall',
      {
        status: STATUS,
        messages: [FORBIDDEN],
        response: responseOf({ headers: [{ name: 'x-coveo-waf-action', value: 'block', span: [0, 25] }] }),
      },
    ],
    [
      'in the gateway’s header alone without any sign of Coveo',
      { status: STATUS, response: responseOf({ headers: [ERROR_TYPE] }) },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});
