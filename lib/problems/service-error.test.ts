import { describe, expect, it } from 'vitest';
import { runRows } from '@/lib/evidence/evidence-builder';
import { requestOf, responseOf, s3Of, urlOf } from '@/lib/paste/facts-builder';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
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

describe('a live source', () => {
  const rowsWith = (errorMessage: string) =>
    runRows('2026-11-22T02:00:00.000Z', 3, (index) =>
      index === 0 ? { task: 'MAPPING', result: 'ERROR', meta: { errorMessage } } : undefined,
    );

  it('whose rows name the code of an internal error is found: likely', () => {
    const rows = rowsWith('Failed: INTERNAL_SERVER_ERROR');
    const failed = rows.filter(({ result }) => result === 'ERROR');
    expect(lookLive(serviceError, { rows })).toEqual({
      ...CLEAR,
      findings: [
        {
          problem: 'service-error',
          key: '',
          title: '1 row failed by an internal error of a service',
          severity: 'error',
          impact: 'degraded',
          confidence: 'likely',
          confidenceReason: 'The rows name the code of an internal error; whose service it was is inferred.',
          count: 1,
          unit: 'rows',
          firstSeen: '2026-11-22T02:00:02.000Z',
          lastSeen: '2026-11-22T02:00:02.000Z',
          evidence: failed,
          evidenceTotal: 1,
          rows: refsTo(failed),
          activities: [],
          items: { sample: ['https://example.com/0'], total: 1, lost: 1 },
          text: 'The rows name INTERNAL_SERVER_ERROR or SERVICE_UNAVAILABLE. 1 of 1 item not indexed since. Calls that were refused so left no row at all.',
          assumptions: [],
        },
      ],
    });
  });

  it.each([
    'nothing failed',
    'INTERNAL_SERVER_ERRORS are not a code',
    'see https://example.com/SERVICE_UNAVAILABLE',
  ])('is never clear: not checked where the rows say “%s”', (text) => {
    expect(lookLive(serviceError, { rows: rowsWith(text) })).toEqual({
      ...CLEAR,
      notChecked: [
        {
          problem: 'service-error',
          title: 'Service error (5XX)',
          why: 'A push that ended with a status of 500 or above leaves no row: only the client’s own log tells.',
        },
      ],
    });
  });
});
