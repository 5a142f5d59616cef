import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { unsupportedMediaType } from './unsupported-media-type';

const NOT_SHOWN = 'Which Content-Type was sent, the text does not show.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `UNSUPPORTED_MEDIA_TYPE`.', 'Its status 415 fits.', NOT_SHOWN],
  spans: ['UNSUPPORTED_MEDIA_TYPE', '415'],
  wrongIf: 'The request as it arrived had the Content-Type that its path takes.',
  decidedBy: null,
  retryAfter: null,
};
const TEXT = 'HTTP/1.1 415 {"errorCode": "UNSUPPORTED_MEDIA_TYPE"}';
const sending = (text: string, value: string, service: 'push' | 'upload' = 'push') => ({
  request: requestOf({
    url: urlOf({ service }),
    headers: [{ name: 'content-type', value, span: spanIn(text, value) }],
  }),
});

describe('an unsupported media type is recognised', () => {
  it('by its code: certain, and says that the type is not shown', () => {
    expect(lookAt(unsupportedMediaType, TEXT)).toEqual(BY_CODE);
  });

  it.each([
    ['push', 'text/xml', 'It was sent with Content-Type text/xml; this path takes application/json.'],
    [
      'upload',
      'text/xml',
      'It was sent with Content-Type text/xml; this path takes application/octet-stream.',
    ],
    [
      'push',
      'application/json; charset=utf-8',
      'It was sent with Content-Type application/json, which is right: something on the way may have changed it.',
    ],
  ] as const)('with what was sent to %s: %s', (service, type, reason) => {
    const text = `${TEXT} ${type}`;
    expect(lookAt(unsupportedMediaType, text, sending(text, type, service))).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), reason],
      spans: [...BY_CODE.spans, type],
    });
  });

  it('with the header that is not there, where all headers are shown', () => {
    expect(
      lookAt(unsupportedMediaType, TEXT, { request: requestOf({ url: urlOf(), complete: true }) }),
    ).toEqual({
      ...BY_CODE,
      reasons: [
        ...BY_CODE.reasons.slice(0, 2),
        'It was sent without a Content-Type; this path takes application/json.',
      ],
    });
  });

  it('by a 415 with a sign of Coveo: likely', () => {
    expect(lookAt(unsupportedMediaType, 'HTTP/1.1 415 api.cloud.coveo.com')).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [
        'The status is 415, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        NOT_SHOWN,
      ],
      spans: ['415'],
    });
  });

  it.each([
    'Media type is not supported',
    'Unsupported Media Type',
    'content-type text/plain is not supported',
  ])('by “%s” with a sign of Coveo: likely', (words) => {
    expect(lookAt(unsupportedMediaType, `api.cloud.coveo.com: ${words}`)?.confidence).toBe('likely');
  });
});

describe('an unsupported media type is not claimed', () => {
  it.each(['HTTP/1.1 415', 'this player has an unsupported media type', 'HTTP/1.1 202 api.cloud.coveo.com'])(
    'of “%s”',
    (text) => {
      expect(lookAt(unsupportedMediaType, text, { kind: 'prose' })).toBeNull();
    },
  );
});
