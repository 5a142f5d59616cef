import { describe, expect, it } from 'vitest';
import type { CredentialFacts, Facts } from '@/lib/paste/facts';
import { invalidToken } from './invalid-token';
import { type Look, lookAt } from './paste-door-under-test';
import { TOKEN_WORKS } from './unauthorized';

const sent = (different: Partial<CredentialFacts>): Pick<Facts, 'credentials'> => ({
  credentials: { header: 'there', scheme: 'Bearer', shape: null, span: null, ...different },
});
const BARE = 'HTTP/1.1 401 api.cloud.coveo.com';
const BY_STATUS =
  'The status is 401, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.';
const CANNOT_TELL =
  'Whether it ended, was disabled, belongs to another region, or may not be used from this address, the text does not tell.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `INVALID_TOKEN`.', 'Its status 401 fits.', CANNOT_TELL],
  spans: ['INVALID_TOKEN', '401'],
  wrongIf: 'Another call with the very same token is answered.',
  decidedBy: TOKEN_WORKS,
  retryAfter: null,
};

describe('a token that Coveo does not take is recognised', () => {
  it('by its code: certain, and says what the text does not tell', () => {
    expect(lookAt(invalidToken, 'HTTP/1.1 401 {"errorCode": "INVALID_TOKEN"}')).toEqual(BY_CODE);
  });

  it.each([
    [
      'api key',
      'The token has the shape of an API key: look up its status and its allowed addresses on the API Keys page.',
    ],
    [
      'JWT',
      'The token is a JWT, as OAuth and search tokens are: these end after a while, and must be fetched anew.',
    ],
  ] as const)('with what its shape points to: %s', (shape, hint) => {
    expect(lookAt(invalidToken, 'HTTP/1.1 401 {"errorCode": "INVALID_TOKEN"}', sent({ shape }))).toEqual({
      ...BY_CODE,
      reasons: ['The error’s code is `INVALID_TOKEN`.', 'Its status 401 fits.', hint],
    });
  });

  it.each([
    [
      'doubled Bearer',
      'The word Bearer stands twice in the Authorization header.',
      'Send the word `Bearer` once: the token in the client’s settings must not begin with it.',
    ],
    [
      'unexpanded variable',
      'The Authorization header holds the name of a variable in place of its value.',
      'Let the client put the token in the place of the variable’s name: in a shell double quotes do, single quotes do not.',
    ],
    [
      'placeholder',
      'The Authorization header holds a placeholder in place of a token.',
      'Put a real API key or OAuth token in the place of the placeholder.',
    ],
  ] as const)('as likely by a 401 of Coveo and a token that cannot be right: %s', (shape, reason, step) => {
    expect(lookAt(invalidToken, BARE, sent({ shape }))).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [BY_STATUS, reason],
      spans: ['401'],
      wrongIf: 'The request as it left held one valid token after the word Bearer.',
      decidedBy: null,
      inRequest: step,
    });
  });

  it('by the platform’s own sentence, wherever it stands: likely', () => {
    const seen = lookAt(invalidToken, 'The provided token is invalid or expired.', { kind: 'prose' });
    expect([seen?.confidence, seen?.spans]).toEqual(['likely', ['provided token is invalid or expired']]);
  });

  it.each(['Token is invalid', 'the token has expired', 'invalid access token', 'the API key was disabled'])(
    'by “%s” with its status and a sign of Coveo: likely',
    (words) => {
      expect(lookAt(invalidToken, `${BARE}: ${words}`)?.confidence).toBe('likely');
    },
  );

  it('as possible by a bare 401 of Coveo', () => {
    expect(lookAt(invalidToken, BARE)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [BY_STATUS, CANNOT_TELL],
      spans: ['401'],
    });
  });
});

describe('a token that Coveo does not take is not claimed', () => {
  it('of a 401 where no token was sent', () => {
    expect(lookAt(invalidToken, BARE, sent({ header: 'missing', scheme: null }))).toBeNull();
  });

  it.each([
    'HTTP/1.1 401 Unauthorized',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'your session token has expired, please log in',
    'HTTP/1.1 401 api.cloud.coveo.com {"errorCode": "UNAUTHORIZED"}',
  ])('of “%s”', (text) => {
    expect(lookAt(invalidToken, text, { kind: 'prose' })).toBeNull();
  });
});
