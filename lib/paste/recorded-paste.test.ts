import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ZONE, readRecordedPaste } from './recorded-paste';

const SOURCE = 'abcdefghijklmnopqrstuvwxyz-acme';
const PLACE = { organization: 'acme', source: SOURCE, now: '2026-11-20T16:00:00.000Z' };
const PATH = `/push/v1/organizations/acme/sources/${SOURCE}/documents/batch`;
const BATCH = `https://api.cloud.coveo.com${PATH}?fileId=file-1`;
const TOKEN = 'xx0f4b2a1c-5d6e-4f70-8a9b-0c1d2e3f4a5b';

const CALL = {
  at: '2026-11-20T02:00:01.000Z',
  method: 'PUT',
  path: PATH,
  status: 202,
  errorCode: null,
  requestId: null,
  orderingId: null,
  fileId: 'file-1',
  documentId: null,
  items: null,
  bytes: null,
};

const entry = (at: string, url: string, status: number, body = '') => ({
  startedDateTime: at,
  request: { method: 'PUT', url, headers: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }] },
  response: { status, headers: [], content: { mimeType: 'application/json', text: body } },
});

describe('calls to a source', () => {
  it('that a recorder wrote are left out for their own reasons where none can be taken, also beside other lines', () => {
    const line = { at: '2026-11-20T02:00:01Z', method: 'PUT', path: PATH, status: 202 };
    const text = [
      { ...line, path: PATH.replace('acme/', 'other/') },
      { ...line, at: '2026-11-21T02:00:01Z' },
      { ...line, at: '2026-11-20T02:00:01' },
    ].map((one) => JSON.stringify(one));
    expect(readRecordedPaste([...text, '{"at":'].join('\n'), PLACE)).toEqual({
      lines: [],
      leftOut: [
        { why: 'The path is of another organization.', count: 1 },
        { why: '`at` lies in the future: the connector’s clock is ahead, or its zone is missing.', count: 1 },
        { why: '`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.', count: 1 },
        { why: 'It is no JSON.', count: 1 },
      ],
    });
  });

  it('are read from a log of JSON lines that have a time of the same name', () => {
    const message = `PUT ${BATCH} HTTP/1.1 202`;
    const text = JSON.stringify({ at: '2026-11-20T02:00:01.000Z', level: 'info', message });
    expect(readRecordedPaste(`${text}\n`, PLACE).lines).toEqual([CALL]);
  });

  it('are read from a HAR; what is none of this source is counted, with why', () => {
    const refusal = '{"message":"Slow down","errorCode":"TOO_MANY_REQUESTS","requestID":"r-1"}';
    const har = {
      log: {
        version: '1.2',
        entries: [
          entry('2026-11-20T02:00:00.123Z', BATCH, 429, refusal),
          entry('2026-11-20T03:00:01.000+01:00', BATCH, 202),
          entry('2026-11-20T02:00:05.000Z', 'https://bucket.s3.amazonaws.com/k?X-Amz-Signature=aaa', 200),
          entry('2026-11-20T02:00:06.000Z', 'https://example.com/', 200),
          entry('2026-11-20T02:00:07.000Z', BATCH.replace('abc', 'xyz'), 202),
        ],
      },
    };
    expect(readRecordedPaste(JSON.stringify(har), PLACE)).toEqual({
      lines: [
        {
          ...CALL,
          at: '2026-11-20T02:00:00.123Z',
          status: 429,
          errorCode: 'TOO_MANY_REQUESTS',
          requestId: 'r-1',
        },
        CALL,
      ],
      leftOut: [
        { why: 'It is no call to the Push API.', count: 2 },
        { why: 'The path is of another source.', count: 1 },
      ],
    });
  });

  it('are read from a transcript, by the moment that Coveo answered', () => {
    const transcript = `> PUT ${PATH}?fileId=file-1 HTTP/1.1
> Host: api.cloud.coveo.com
> Authorization: Bearer ${TOKEN}
>
< HTTP/1.1 401 Unauthorized
< Date: Fri, 20 Nov 2026 02:00:01 GMT
< Content-Type: application/json
<
{"message":"The provided token is invalid or expired.","errorCode":"INVALID_TOKEN","requestID":"r-2"}`;
    expect(readRecordedPaste(new TextEncoder().encode(transcript), PLACE)).toEqual({
      lines: [{ ...CALL, status: 401, errorCode: 'INVALID_TOKEN', requestId: 'r-2' }],
      leftOut: [],
    });
  });

  it.each([
    ['Response: 202', 202],
    ['<-- 202 Accepted (12ms)', 202],
    ['info: HttpClient[101] Received HTTP response headers after 12.4567ms - 429', 429],
    ['status=201 duration=202', 201],
    ['2020 items left', null],
    ['took 202 ms', null],
    ['Response: 512 bytes', null],
    ['returned 500 results', null],
    ['-> 150 ms', null],
    ['returned 500 items, status: 202', 202],
  ])('are read with the answer that stands in the next line: %s', (answer, status) => {
    const log = `2026-11-20T02:00:01Z Sending HTTP request PUT ${BATCH}\n2026-11-20T02:00:01Z ${answer}\n`;
    const { lines } = readRecordedPaste(log.repeat(2), PLACE);
    expect(lines).toEqual(status === null ? [] : [1, 2].map(() => ({ ...CALL, status })));
  });

  it('show no zone in many logs: they are placed only where somebody says it', () => {
    const log = `2026-11-20 03:00:01,000 INFO PUT ${BATCH} 202\n`;
    expect(readRecordedPaste(log, PLACE)).toEqual({ lines: [], leftOut: [{ why: NO_ZONE, count: 1 }] });
    expect(readRecordedPaste(log, PLACE, '+01:00').lines).toEqual([CALL]);
    expect(readRecordedPaste(log.replace('03', '02'), PLACE, 'Z').lines).toEqual([CALL]);
    const zoned = `2026-11-20T02:00:01Z INFO PUT ${BATCH} 202\n`;
    expect(readRecordedPaste(zoned, PLACE, '+09:00').lines).toEqual([CALL]);
  });

  it('are read all of them, however many a log or a HAR holds, up to 5,000', () => {
    const at = (n: number) => new Date(Date.parse('2026-11-20T02:00:00.000Z') + n * 1_000).toISOString();
    const status = (n: number) => (n % 3 === 0 ? 429 : 202);
    const of = (text: string) => {
      const { lines, leftOut } = readRecordedPaste(text, PLACE);
      return {
        lines: lines.map((line) => ('alive' in line ? null : [line.at, line.status, line.fileId])),
        leftOut,
      };
    };
    const expected = (count: number) =>
      Array.from({ length: count }, (_, n) => [at(n), status(n), `file-${n}`]);
    const log = (count: number) =>
      Array.from(
        { length: count },
        (_, n) => `${at(n)} INFO PUT https://api.cloud.coveo.com${PATH}?fileId=file-${n} ${status(n)}\n`,
      ).join('');
    expect(of(log(701))).toEqual({ lines: expected(701), leftOut: [] });
    const two = Array.from(
      { length: 401 },
      (_, n) =>
        `${at(n)} DEBUG Request: PUT https://api.cloud.coveo.com${PATH}?fileId=file-${n}\n${at(n)} DEBUG Response: ${status(n)}\n`,
    ).join('');
    expect(of(two)).toEqual({ lines: expected(401), leftOut: [] });
    const entries = Array.from({ length: 401 }, (_, n) =>
      entry(at(n), `https://api.cloud.coveo.com${PATH}?fileId=file-${n}`, status(n)),
    );
    expect(of(JSON.stringify({ log: { entries } }))).toEqual({ lines: expected(401), leftOut: [] });
    const why = 'Only the first 5000 calls of a text are read: add the others by themselves.';
    expect(of(log(5_200))).toEqual({ lines: expected(5_000), leftOut: [{ why, count: 200 }] });
  });

  it('are read from a log with a call a line', () => {
    const log = `2026-11-20T02:00:01.000Z INFO PUT ${BATCH} 202
2026-11-20 02:00:02,000 +0000 WARN PUT ${BATCH} -> 429 TOO_MANY_REQUESTS
2026-11-20T02:00:03.000Z INFO PUT ${BATCH} HTTP/1.1 413
`;
    expect(readRecordedPaste(log, PLACE)).toEqual({
      lines: [
        CALL,
        { ...CALL, at: '2026-11-20T02:00:02.000Z', status: 429, errorCode: 'TOO_MANY_REQUESTS' },
        { ...CALL, at: '2026-11-20T02:00:03.000Z', status: 413 },
      ],
      leftOut: [],
    });
  });

  it('are read from a recorder’s own lines', () => {
    const lines = [
      { ...CALL, path: BATCH },
      { at: '2026-11-20T02:01:00Z', alive: true },
      { at: 'yesterday' },
    ];
    expect(readRecordedPaste(lines.map((line) => JSON.stringify(line)).join('\n'), PLACE)).toEqual({
      lines: [CALL, { at: '2026-11-20T02:01:00.000Z', alive: true }],
      leftOut: [{ why: '`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.', count: 1 }],
    });
  });

  it.each([
    ['hello', 'It shows no request with an address.'],
    [`curl -X PUT '${BATCH}'`, 'It shows no answer; that none came is not taken for granted.'],
    [`PUT ${BATCH} 202`, 'It shows no time with its zone, so it has no place on the timeline.'],
  ])('are none in “%s”, and nothing is made up', (text, why) => {
    expect(readRecordedPaste(text, PLACE)).toEqual({ lines: [], leftOut: [{ why, count: 1 }] });
  });

  it('never bring a token or a signature along, and no text breaks the reading', () => {
    const signed = `${BATCH}&X-Amz-Signature=${'a'.repeat(64)}&access_token=${TOKEN}`;
    const read = JSON.stringify(readRecordedPaste(`2026-11-20T02:00:01Z PUT ${signed} 202`, PLACE));
    expect([read.includes('"fileId":"file-1"'), read.includes('0f4b2a1c'), read.includes('aaaa')]).toEqual([
      true,
      false,
      false,
    ]);
    fc.assert(
      fc.property(fc.string(), (text) => readRecordedPaste(text, PLACE).lines.length === 0),
      {
        numRuns: 50,
      },
    );
  });
});
