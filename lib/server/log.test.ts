import { expect, it } from 'vitest';
import { createLog, errorFacts } from './log';

const TOKEN = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

function logUnderTest(level: 'debug' | 'warn' = 'debug') {
  const lines: unknown[] = [];
  return { lines, log: createLog((line) => lines.push(JSON.parse(line)), level) };
}

it('writes one line of JSON an event, and nothing of the machine', () => {
  const { lines, log } = logUnderTest();
  log('info', 'request', { method: 'GET', path: '/problems', status: 200, ms: 3, requestId: null });
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      event: 'request',
      method: 'GET',
      path: '/problems',
      status: 200,
      ms: 3,
      requestId: null,
    },
  ]);
});

it('leaves out what is below its level', () => {
  const { lines, log } = logUnderTest('warn');
  log('info', 'request');
  log('warn', 'odd');
  expect(lines).toMatchObject([{ event: 'odd' }]);
});

it.each([
  ['a path', { path: `/o/eu/${TOKEN}` }],
  ['an error', errorFacts(new Error(`refused: Authorization: Bearer ${TOKEN}`))],
  ['what is no error', errorFacts(`{"access_token":"${TOKEN}"}`)],
  ['a presigned address', { text: `PUT https://b.s3.amazonaws.com/a?X-Amz-Signature=${'ab12'.repeat(16)}` }],
  ['a secret at the end of what is kept', { text: `${'- '.repeat(3_990)}Bearer ${TOKEN}` }],
])('writes no secret that stands in %s', (_, facts) => {
  const { lines, log } = logUnderTest();
  log('error', 'broke', facts);
  const written = JSON.stringify(lines);
  expect([
    written.includes(TOKEN.slice(0, 12)),
    written.includes(TOKEN.slice(-12)),
    written.includes('ab12ab12'),
  ]).toEqual([false, false, false]);
});

it('cuts off what is long', () => {
  const { lines, log } = logUnderTest();
  log('error', 'broke', { error: 'far too much '.repeat(10_000) });
  expect(JSON.stringify(lines).length).toBeLessThan(8_200);
});
