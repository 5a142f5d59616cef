import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { missingParameter } from './missing-parameter';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { CODES_OF_412 } from './push-parameters';

const SOURCE_PATH = '/push/v1/organizations/{organization}/sources/{source}';
const ADDRESS = 'https://api.cloud.coveo.com/push';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: [
    'The error’s code is `MISSING_PARAMETER`.',
    'Its status 412 fits.',
    'Which parameter it is, the text does not show.',
  ],
  spans: ['MISSING_PARAMETER', '412'],
  wrongIf:
    'The request as it left had a value for every required parameter of its path, and a body where one is needed.',
  decidedBy: null,
  retryAfter: null,
};
const ask = (text: string, path: string, parameters: Readonly<Record<string, string>> = {}) => ({
  kind: 'http exchange' as const,
  request: requestOf({
    method: { value: 'PUT', span: [0, 0] },
    url: urlOf({
      path: `${SOURCE_PATH}${path}`,
      span: spanIn(text, ADDRESS),
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value, span: [0, 0] })),
    }),
  }),
});
const lacks = (name: string) =>
  `The request has no value for the query parameter ${name}, which its path requires.`;

describe('a missing parameter is recognised', () => {
  it('by its code: certain, and says that the text does not show which', () => {
    expect(lookAt(missingParameter, 'HTTP/1.1 412 {"errorCode": "MISSING_PARAMETER"}')).toEqual(BY_CODE);
  });

  it.each([
    ["Parameter 'documentBody' is missing.", 'The message names documentBody: the request had no body.'],
    ["Parameter 'fileId' is missing.", 'The message names the parameter fileId.'],
  ])('with what the message names: %s', (message, reason) => {
    const text = `HTTP/1.1 412 {"errorCode": "MISSING_PARAMETER", "message": "${message}"}`;
    expect(lookAt(missingParameter, text)).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), reason],
    });
  });

  it.each([
    ['/documents', 'documentId'],
    ['/documents/batch', 'fileId'],
    ['/documents/olderthan', 'orderingId'],
    ['/status', 'statusType'],
  ])('by its code and what the path %s requires: %s', (path, name) => {
    const text = `${ADDRESS} HTTP/1.1 412 {"errorCode": "MISSING_PARAMETER"}`;
    expect(lookAt(missingParameter, text, ask(text, path, { [name]: '' }))).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), lacks(name)],
      spans: [...BY_CODE.spans, ADDRESS],
    });
  });

  it('as likely by a whole request that lacks it, without any answer', () => {
    expect(lookAt(missingParameter, ADDRESS, ask(ADDRESS, '/documents/batch'))).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [lacks('fileId')],
      spans: [ADDRESS],
    });
  });

  it('as possible by a bare 412 of Coveo whose request is not shown', () => {
    expect(lookAt(missingParameter, 'HTTP/1.1 412 api.cloud.coveo.com')).toEqual({
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

describe('a missing parameter is not claimed', () => {
  it('of a request that has what its path requires', () => {
    const text = `${ADDRESS} HTTP/1.1 412`;
    expect(lookAt(missingParameter, text, ask(text, '/documents/batch', { fileId: '1' }))).toBeNull();
  });

  it('of a logged address without its query: it may have been cut', () => {
    expect(
      lookAt(missingParameter, ADDRESS, { ...ask(ADDRESS, '/documents/batch'), kind: 'prose' }),
    ).toBeNull();
  });

  it('of a template whose placeholder the reader of addresses ends at, unless it was refused', () => {
    const value = `${ADDRESS}?fileId=`;
    const path = `${SOURCE_PATH}/documents/batch`;
    const method = { value: 'PUT', span: [0, 0] } as const;
    const request = requestOf({ method, url: urlOf({ value, path, span: [0, value.length] }) });
    const reasonsFor = (rest: string) =>
      lookAt(missingParameter, `${value}${rest}`, { kind: 'http exchange', request })?.reasons.at(-1) ?? null;
    expect(
      ['<MyFileId>', '{fileId}', '$FILE', '', '<MyFileId> HTTP/1.1 412'].map((rest) => reasonsFor(rest)),
    ).toEqual([null, null, null, lacks('fileId'), lacks('fileId')]);
  });

  it('of a cURL command that moves its data into the query', () => {
    const text = `curl -G ${ADDRESS} --data-urlencode fileId=1`;
    expect(
      lookAt(missingParameter, text, { ...ask(text, '/documents/batch'), kind: 'cURL command' }),
    ).toBeNull();
  });

  it.each([
    'HTTP/1.1 412 api.cloud.coveo.com {"errorCode": "SOURCE_DOES_NOT_EXIST"}',
    'TypeError: missing required parameter in function call',
    'HTTP/1.1 412',
  ])('of “%s”', (text) => {
    expect(lookAt(missingParameter, text, { kind: 'prose' })).toBeNull();
  });
});
