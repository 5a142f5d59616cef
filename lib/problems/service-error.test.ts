import { describe, expect, it } from 'vitest';
import { requestOf, responseOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { factIn, type Look, lookAt } from './paste-door-under-test';
import { serviceError } from './service-error';

const UNKNOWN = 'If it was a write, it may have taken effect all the same: look before sending it again.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `INTERNAL_SERVER_ERROR`.', 'Its status 500 fits.', UNKNOWN],
  spans: ['INTERNAL_SERVER_ERROR', '500'],
  wrongIf:
    'The same request fails in the same way for hours, while others to the same service succeed: then it is the request.',
  decidedBy: null,
  retryAfter: null,
};
const calling = (method: string, service: 'push' | 'logs' | 'upload' | 'platform') => ({
  request: requestOf({ method: { value: method, span: [0, 0] }, url: urlOf({ service }) }),
});

describe('a service error is recognised', () => {
  it('by its code: certain, and says what a write may have done', () => {
    expect(lookAt(serviceError, 'HTTP/1.1 500 {"errorCode": "INTERNAL_SERVER_ERROR"}')).toEqual(BY_CODE);
  });

  it.each([
    [
      'PUT',
      'push',
      'It was a write, which may have taken effect all the same: look in the Log Browser before sending it again.',
    ],
    ['PUT', 'upload', 'It was an upload: send it again while its address is valid.'],
    ['GET', 'platform', 'It was a read: nothing was changed, and it can be sent again.'],
    ['POST', 'logs', 'It was a read: nothing was changed, and it can be sent again.'],
  ] as const)(
    'for certain by a status of Coveo’s own address, with what %s to %s means',
    (method, service, reason) => {
      expect(lookAt(serviceError, 'HTTP/1.1 503 api.cloud.coveo.com', calling(method, service))).toEqual({
        ...BY_CODE,
        reasons: [
          'The status is 503, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
          reason,
        ],
        spans: ['503'],
      });
    },
  );

  it('as likely by a status beside another sign of Coveo, with the wait that the answer asks for', () => {
    const response = responseOf({ headers: [{ name: 'retry-after', value: '120', span: [0, 1] }] });
    expect(lookAt(serviceError, 'HTTP/1.1 502 api.cloud.coveo.com', { response })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [
        'The status is 502, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        UNKNOWN,
      ],
      spans: ['502'],
      retryAfter: 'in 120 s',
    });
  });

  it.each(['Failed to process request due to an internal error.', 'Endpoint request timed out'])(
    'by “%s” wherever it stands: likely',
    (words) => {
      expect(lookAt(serviceError, words, { kind: 'prose' })?.confidence).toBe('likely');
    },
  );

  it.each(['502 Bad Gateway', 'Service Unavailable', 'Gateway Time-out', 'Internal Server Error'])(
    'by “%s” beside a sign of Coveo: likely',
    (words) => {
      expect(lookAt(serviceError, `api.cloud.coveo.com: ${words}`)?.confidence).toBe('likely');
    },
  );

  it('by S3’s own trouble: likely', () => {
    const text = '<Error><Code>InternalError</Code></Error>';
    expect(lookAt(serviceError, text, { s3: s3Of({ code: factIn(text, 'InternalError') }) })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: ['S3 could not take the upload (InternalError).'],
      spans: ['InternalError'],
    });
  });
});

describe('a service error is not claimed', () => {
  it.each([
    'HTTP/1.1 500',
    'a 500 euro note',
    'return INTERNAL_SERVER_ERROR;',
    'the shuttle service is currently unavailable',
    'HTTP/1.1 403 api.cloud.coveo.com',
  ])('of “%s”', (text) => {
    expect(lookAt(serviceError, text, { kind: 'prose' })).toBeNull();
  });
});
