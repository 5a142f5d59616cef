import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf, itemsOf, kindOfPush, readRecordedLine } from './recorded-push';
import { LEAST_FORGOTTEN_MS, recordedStretches, recordedWithin } from './recorded-pushes';
import { readRecordedText } from './recorded-text';
import { toIso, toMs } from './time';

const PLACE = { organization: 'acme', source: 'x-acme', now: '2026-11-20T16:00:00.000Z' };
const BATCH = '/push/v1/organizations/acme/sources/x-acme/documents/batch';

const LINE = { at: '2026-11-20T02:00:00Z', method: 'put', path: `${BATCH}?fileId=file-1`, status: 202 };
const READ = {
  at: '2026-11-20T02:00:00.000Z',
  method: 'PUT',
  path: BATCH,
  status: 202,
  errorCode: null,
  requestId: null,
  orderingId: null,
  fileId: 'file-1',
  documentId: null,
  items: null,
  bytes: null,
};
const read = (over: object) => readRecordedLine({ ...LINE, ...over }, PLACE);

describe('a recorded line', () => {
  it('is read whole, with what its query names', () => {
    const whole = {
      at: 1795140000000,
      method: 'DELETE',
      path: 'https://api-eu.cloud.coveo.com/push/v1/organizations/acme/sources/x-acme/documents?documentId=https%3A%2F%2Fexample.com%2Fa%3Fb%3D1&orderingId=1763604000000&access_token=secret#x',
      status: '412',
      errorCode: 'INVALID_PARAMETER',
      requestId: 'r-1',
      items: '3',
      bytes: 12,
    };
    expect(readRecordedLine(whole, PLACE)).toEqual({
      ok: true,
      line: {
        at: '2026-11-20T02:00:00.000Z',
        method: 'DELETE',
        path: '/push/v1/organizations/acme/sources/x-acme/documents',
        status: 412,
        errorCode: 'INVALID_PARAMETER',
        requestId: 'r-1',
        orderingId: '1763604000000',
        fileId: null,
        documentId: 'https://example.com/a?b=1',
        items: 3,
        bytes: 12,
      },
    });
  });

  it.each([
    ['no answer as 0', { status: 0 }, { ...READ, status: null }],
    [
      'no answer as null',
      { status: null, errorCode: 'ECONNRESET' },
      { ...READ, status: null, errorCode: 'ECONNRESET' },
    ],
    ['a time with another zone', { at: '2026-11-20T03:00:00+01:00' }, READ],
    ['a zone without its colon', { at: '2026-11-20T03:00:00+0100' }, READ],
    ['epoch milliseconds as text', { at: String(Date.parse('2026-11-20T02:00:00.000Z')) }, READ],
    ['counts that are none', { items: -1, bytes: 'many' }, READ],
    ['an orderingId that lost digits', { orderingId: Number.MAX_SAFE_INTEGER + 1 }, READ],
    [
      'a longer one as text',
      { orderingId: '12345678901234567890' },
      { ...READ, orderingId: '12345678901234567890' },
    ],
    ['fields that nobody knows', { headers: { Authorization: 'Bearer x' } }, READ],
    [
      'the end of a path alone',
      { path: 'documents/batch?fileId=file-1' },
      { ...READ, path: '/documents/batch' },
    ],
    [
      'an upload, without its signature',
      { path: 'https://user:pw@bucket.s3.amazonaws.com/key?X-Amz-Signature=abc&fileId=file-1' },
      { ...READ, path: 'https://bucket.s3.amazonaws.com/key' },
    ],
  ])('is read with %s', (_, over, line) => {
    expect(read(over)).toEqual({ ok: true, line });
  });

  it('may only say that the recorder is there', () => {
    expect(readRecordedLine({ at: '2026-11-20T02:00:00Z', alive: true }, PLACE)).toEqual({
      ok: true,
      line: { at: '2026-11-20T02:00:00.000Z', alive: true },
    });
  });

  it.each([
    ['no object', 7, 'It is no JSON object.'],
    [
      'no moment',
      { ...LINE, at: 'yesterday' },
      '`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.',
    ],
    [
      'a moment without its zone',
      { ...LINE, at: '2026-11-20T02:00:01' },
      '`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.',
    ],
    [
      'a day alone',
      { ...LINE, at: '2026-11-20' },
      '`at` is no moment: use ISO 8601 with a zone, or epoch milliseconds.',
    ],
    ['no time', { ...LINE, at: undefined }, 'It has no `at`.'],
    [
      'the future',
      { ...LINE, at: '2026-11-20T16:11:00Z' },
      '`at` lies in the future: the connector’s clock is ahead, or its zone is missing.',
    ],
    [
      'long ago',
      { ...LINE, at: '2026-11-06T16:00:00Z' },
      '`at` is more than 14 days ago: no longer is kept.',
    ],
    ['no method', { ...LINE, method: '' }, '`method` is no HTTP method.'],
    ['no path', { ...LINE, path: '?a=b' }, '`path` is no path and no address.'],
    [
      'no status',
      { ...LINE, status: undefined },
      '`status` is no HTTP status; it is 0 or null where no answer came.',
    ],
    [
      'another source',
      { ...LINE, path: BATCH.replace('x-acme', 'y-acme') },
      'The path is of another source.',
    ],
    [
      'another organization',
      { ...LINE, path: '/push/v1/organizations/other/files' },
      'The path is of another organization.',
    ],
  ])('with %s is refused', (_, value, why) => {
    expect(readRecordedLine(value, PLACE)).toEqual({ ok: false, why });
  });

  it('of any shape is read or refused, and never throws', () => {
    const almost = fc.record({
      at: fc.constant(LINE.at),
      method: fc.constant('PUT'),
      path: fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })),
      status: fc.oneof(fc.constant(202), fc.anything()),
      errorCode: fc.anything(),
      orderingId: fc.anything(),
      items: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), almost), (value) => {
        const answer = readRecordedLine(value, PLACE);
        if (!answer.ok) return answer.why !== '';
        // What was read is read again as it is: nothing of a query is left to be read twice.
        return JSON.stringify(readRecordedLine(answer.line, PLACE)) === JSON.stringify(answer);
      }),
    );
  });
});

describe('the text of a recorder', () => {
  const other = { ...LINE, at: '2026-11-20T02:01:00Z' };

  it.each([
    ['one object', JSON.stringify(LINE), [1]],
    ['an indented object', JSON.stringify(LINE, null, 2), [1]],
    ['an array', JSON.stringify([LINE, other]), [1, 2]],
    ['a line each', `\uFEFF${JSON.stringify(LINE)}\r\n\n${JSON.stringify(other)}\n`, [1, 3]],
  ])('is %s', (_, text, lines) => {
    const found = readRecordedText(text, PLACE, 10);
    expect({ ...found, lines: found.lines.map(({ line }) => line) }).toEqual({
      lines,
      refused: [],
      leftOut: 0,
    });
    expect(found.lines[0]?.read).toEqual(READ);
  });

  it('loses nothing of the good lines by a bad one, and says what was not looked at', () => {
    const text = [JSON.stringify(LINE), '{"at":', '{}', JSON.stringify(other), JSON.stringify(other)].join(
      '\n',
    );
    expect(readRecordedText(text, PLACE, 4)).toEqual({
      lines: [
        { line: 1, read: READ },
        { line: 4, read: { ...READ, at: '2026-11-20T02:01:00.000Z' } },
      ],
      refused: [
        { line: 2, why: 'It is no JSON.' },
        { line: 3, why: 'It has no `at`.' },
      ],
      leftOut: 1,
    });
  });

  it('may be any text', () => {
    fc.assert(fc.property(fc.string(), (text) => readRecordedText(text, PLACE, 10).lines.length === 0));
  });
});

describe('a recorded call', () => {
  it.each([
    ['PUT', '/documents', 'item', 1],
    ['DELETE', '/push/v1/organizations/acme/sources/x/documents/', 'delete', 1],
    ['PUT', '/documents/batch', 'batch', 7],
    ['DELETE', '/documents/olderthan', 'older than', 0],
    ['POST', '/push/v1/organizations/acme/files', 'container', 0],
    ['POST', '/status', 'status', 0],
    ['PUT', 'https://bucket.s3.amazonaws.com/key', 'upload', 0],
    ['PUT', '/stream/update', 'other', 7],
  ])('%s %s is of the kind %s', (method, path, kind, items) => {
    expect([kindOfPush({ method, path }), itemsOf({ method, path, items: 7 })]).toEqual([kind, items]);
  });

  it('is accepted by 2xx only', () => {
    expect([200, 202, 304, 400, 500, null].map((status) => answerOf({ status }))).toEqual([
      'accepted',
      'accepted',
      'refused',
      'refused',
      'refused',
      'unanswered',
    ]);
  });
});

describe('recorded time', () => {
  const at = (time: string) => `2026-11-20T${time}:00.000Z`;

  it('goes from the first to the last line of a stretch, and ends where nothing came for an hour', () => {
    expect(recordedStretches([at('09:00'), at('02:00'), at('02:30'), at('03:30')])).toEqual([
      { from: at('02:00'), to: at('03:30') },
      { from: at('09:00'), to: at('09:00') },
    ]);
  });

  it('has a hole where the least that is forgotten of a time was forgotten', () => {
    const [from, to] = [at('02:30'), toIso(toMs(at('02:30')) + LEAST_FORGOTTEN_MS)];
    const minutes = Array.from({ length: 180 }, (_, n) => toIso(toMs(at('02:00')) + n * 60_000));
    const kept = [...minutes, toIso(toMs(from) - 1)].filter((one) => one < from || one >= to);
    expect(recordedStretches(kept)).toEqual([
      { from: at('02:00'), to: toIso(toMs(from) - 1) },
      { from: to, to: at('04:59') },
    ]);
  });

  it('is cut to a window', () => {
    const recorded = { pushes: [], stretches: [{ from: at('02:00'), to: at('04:00') }] };
    expect(recordedWithin(recorded, { from: at('03:00'), to: at('03:30') })).toEqual([
      { from: at('03:00'), to: at('03:30') },
    ]);
    expect(recordedWithin(recorded, { from: at('05:00'), to: at('06:00') })).toEqual([]);
  });
});
