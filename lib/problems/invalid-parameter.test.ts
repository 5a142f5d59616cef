import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { invalidParameter } from './invalid-parameter';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { CODES_OF_412 } from './push-parameters';

const SOURCE_PATH = '/push/v1/organizations/{organization}/sources/{source}';
const WRONG_IF =
  'Every parameter of the request has the type, or one of the values, that the API’s reference names for it.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: [
    'The error’s code is `INVALID_PARAMETER`.',
    'Its status 412 fits.',
    'Which parameter it is, the text does not show.',
  ],
  spans: ['INVALID_PARAMETER', '412'],
  wrongIf: WRONG_IF,
  decidedBy: null,
  retryAfter: null,
};
const ask = (text: string, path: string, name: string, value: string) => ({
  request: requestOf({
    method: { value: 'POST', span: [0, 0] },
    url: urlOf({ path: `${SOURCE_PATH}${path}`, parameters: [{ name, value, span: spanIn(text, value) }] }),
  }),
});

describe('an invalid parameter is recognised', () => {
  it('by its code: certain, and says that the text does not show which', () => {
    expect(lookAt(invalidParameter, 'HTTP/1.1 412 {"errorCode": "INVALID_PARAMETER"}')).toEqual(BY_CODE);
  });

  it('with the parameter that the message names', () => {
    const text = `HTTP/1.1 412 {"errorCode": "INVALID_PARAMETER", "message": "Parameter 'orderingId' is invalid."}`;
    expect(lookAt(invalidParameter, text)).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), 'The message names the parameter orderingId.'],
    });
  });

  it.each([
    ['/status', 'statusType', 'REFRESHING', 'one of REBUILD, REFRESH, INCREMENTAL, IDLE'],
    ['/documents', 'orderingId', '1.7e12', 'a whole number'],
    ['/documents', 'deleteChildren', 'yes', 'true or false'],
    ['/documents', 'compressionType', 'BROTLI', 'one of UNCOMPRESSED, DEFLATE, GZIP, LZMA, ZLIB'],
    ['/documents/olderthan', 'queueDelay', '-5', 'a whole number'],
    ['/documents/batch', 'orderingId', '2026-11-22T02', 'a whole number'],
  ])('by its code and the value that cannot be right: %s?%s=%s', (path, name, value, wanted) => {
    const text = `HTTP/1.1 412 {"errorCode": "INVALID_PARAMETER"} ${value}`;
    expect(lookAt(invalidParameter, text, ask(text, path, name, value))).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), `The query parameter ${name} is “${value}”, not ${wanted}.`],
      spans: [...BY_CODE.spans, value],
    });
  });

  it('as likely by a request that shows it, with a bare 412 of Coveo and without any answer', () => {
    const reason =
      'The query parameter statusType is “DONE”, not one of REBUILD, REFRESH, INCREMENTAL, IDLE.';
    const bare = 'HTTP/1.1 412 api.cloud.coveo.com DONE';
    expect(lookAt(invalidParameter, bare, ask(bare, '/status', 'statusType', 'DONE'))).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [
        'The status is 412, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        reason,
      ],
      spans: ['412', 'DONE'],
    });
    const command = 'curl -X POST DONE';
    expect(
      lookAt(invalidParameter, command, {
        kind: 'cURL command',
        ...ask(command, '/status', 'statusType', 'DONE'),
      }),
    ).toEqual({ ...BY_CODE, confidence: 'likely', reasons: [reason], spans: ['DONE'] });
  });

  it('as possible by a bare 412 of Coveo whose request is not shown', () => {
    expect(lookAt(invalidParameter, 'HTTP/1.1 412 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 412, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        CODES_OF_412,
      ],
      spans: ['412'],
    });
  });
});

describe('an invalid parameter is not claimed', () => {
  const claim = (text: string, path: string, name: string, value: string) =>
    lookAt(invalidParameter, `${text} ${value}`, ask(`${text} ${value}`, path, name, value));

  it.each([
    ['of values that are right', 'curl', '/status', 'statusType', 'IDLE'],
    ['of a placeholder that nobody sent yet', 'curl', '/documents', 'orderingId', '$ORDERING_ID'],
    ['of a request that Coveo took', 'HTTP/1.1 202', '/documents', 'orderingId', 'abc'],
    ['of a request that was refused for something else', 'HTTP/1.1 401', '/documents', 'orderingId', 'abc'],
    [
      'where another code is there',
      'HTTP/1.1 412 {"errorCode": "DOCUMENT_LIMIT_EXCEEDED"}',
      '/status',
      'statusType',
      'DONE',
    ],
    [
      'of a bare 412 whose request is right',
      'HTTP/1.1 412 api.cloud.coveo.com',
      '/status',
      'statusType',
      'IDLE',
    ],
  ])('%s', (_, text, path, name, value) => {
    expect(claim(text, path, name, value)).toBeNull();
  });

  it('of words alone', () => {
    expect(lookAt(invalidParameter, 'invalid parameter in my spreadsheet', { kind: 'prose' })).toBeNull();
  });
});
