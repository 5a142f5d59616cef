import { describe, expect, it } from 'vitest';
import type { CredentialFacts, Facts, PrivilegeFact } from '@/lib/paste/facts';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { TOKEN_WORKS, unauthorized } from './unauthorized';

const sent = (different: Partial<CredentialFacts>): Pick<Facts, 'credentials'> => ({
  credentials: { header: 'there', scheme: 'Bearer', shape: null, span: null, ...different },
});
const WRONG_IF =
  'The request as it arrived at Coveo carried one Authorization header: the word Bearer, a blank, and a valid token.';
const BARE = 'HTTP/1.1 401 api.cloud.coveo.com';
const BY_STATUS =
  'The status is 401, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: [
    'The error’s code is `UNAUTHORIZED`.',
    'Its status 401 fits.',
    'The text does not show what was wrong with the Authorization header.',
  ],
  spans: ['UNAUTHORIZED', '401'],
  wrongIf: WRONG_IF,
  decidedBy: TOKEN_WORKS,
  retryAfter: null,
};

const SEND_ONE = 'Send the header `Authorization: Bearer <token>` with every call.';

describe('a call without authentication is recognised', () => {
  it('by its code: certain, and says what the text does not show', () => {
    expect(lookAt(unauthorized, 'HTTP/1.1 401 {"errorCode": "UNAUTHORIZED"}')).toEqual(BY_CODE);
  });

  it('for certain by a 401 of Coveo where no header was sent', () => {
    expect(lookAt(unauthorized, BARE, sent({ header: 'missing', scheme: null }))).toEqual({
      ...BY_CODE,
      reasons: [BY_STATUS, 'No Authorization header was sent.'],
      spans: ['401'],
      decidedBy: null,
      inRequest: SEND_ONE,
    });
  });

  it.each([
    [{ shape: 'empty' }, 'The Authorization header holds no token.'],
    [{ scheme: 'Basic' }, 'The Authorization header has the scheme Basic; Coveo takes Bearer.'],
  ] as const)('as likely by a 401 of Coveo and what was sent: %o', (credentials, reason) => {
    const span = spanIn(BARE, 'api');
    expect(lookAt(unauthorized, BARE, sent({ ...credentials, span }))).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [BY_STATUS, reason],
      spans: ['401', 'api'],
      decidedBy: null,
      inRequest: SEND_ONE,
    });
  });

  it.each(['doubled Bearer', 'unexpanded variable', 'placeholder'] as const)(
    'by its code, naming the token that was sent: %s',
    (shape) => {
      const seen = lookAt(unauthorized, 'HTTP/1.1 401 {"errorCode": "UNAUTHORIZED"}', sent({ shape }));
      expect([seen?.confidence, seen?.reasons.length, seen?.decidedBy]).toEqual(['certain', 3, null]);
    },
  );

  it('as possible by a bare 401 of Coveo, and says that a token that is not valid gives it too', () => {
    expect(lookAt(unauthorized, BARE)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        BY_STATUS,
        'The text does not show whether a token was sent, or which: a token that is not valid gives 401 too.',
      ],
      spans: ['401'],
    });
  });

  it('by a privilege evaluation that was asked without a token', () => {
    const text = '{"approved": false}';
    const privilege: PrivilegeFact = {
      approved: false,
      codes: ['OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION'],
      targetDomain: null,
      type: null,
      targetId: null,
      span: [0, text.length],
    };
    expect(lookAt(unauthorized, text, { kind: 'privilege evaluation', privileges: [privilege] })).toEqual({
      confidence: 'certain',
      reasons: [
        'The privilege evaluation was asked without a token: OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION.',
      ],
      spans: [text],
      wrongIf: WRONG_IF,
      decidedBy: null,
      retryAfter: null,
    });
  });
});

describe('a call without authentication is not claimed', () => {
  it('of a 401 where a wrong token was sent: that is the token’s problem', () => {
    expect(lookAt(unauthorized, BARE, sent({ shape: 'doubled Bearer' }))).toBeNull();
  });

  it.each([
    'HTTP/1.1 401 Unauthorized',
    'HTTP/1.1 401 api.cloud.coveo.com {"errorCode": "INVALID_TOKEN"}',
    'if (status === HttpStatus.UNAUTHORIZED) retry()',
    'the visitor was not authenticated',
  ])('of “%s”', (text) => {
    expect(lookAt(unauthorized, text, { kind: 'prose' })).toBeNull();
  });
});
