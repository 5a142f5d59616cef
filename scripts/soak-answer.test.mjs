import { describe, expect, it } from 'vitest';
import { answerProblem, eventsOf, logProblem } from './soak-answer.mjs';
import { nextAction, seeded } from './soak-user.mjs';

const health = {
  verdict: 'unknown',
  reasons: [],
  findings: [],
  notChecked: [],
  coverage: { complete: true, reads: [] },
};
const json = (body, status = 200) => ({ status, type: 'application/json', text: JSON.stringify(body) });
const refused = (call) => ({ complete: false, reads: [{ call, state: 'refused' }] });
const stream = (...events) => ({
  status: 200,
  type: 'text/event-stream',
  text: `: still here\n\n${events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join('')}`,
});

describe('an answer is no error of ours', () => {
  it.each([
    ['health', json(health)],
    ['health', json({ ...health, verdict: 'healthy', coverage: refused('limits') })],
    ['health', json({ detail: 'Coveo knows no source a in b.' }, 404)],
    ['list', json({ sources: [{ verdict: 'failing' }], notRead: [] })],
    ['page', { status: 200, type: 'text/html', text: '<html></html>' }],
    ['markdown', { status: 200, type: 'text/markdown', text: '# Report' }],
    ['connection', json({ detail: 'The connection could not be checked.' }, 502)],
    ['scan', stream(['plan', {}], ['result', health])],
    ['scan', stream(['failed', { status: 404 }])],
  ])('%s %j', (kind, answer) => {
    expect(answerProblem(kind, answer)).toBeNull();
  });
});

describe('an answer is an error of ours', () => {
  it.each([
    ['health', json({ detail: 'a mistake' }, 500), 'health: 500 {"detail":"a mistake"}'],
    ['health', json({ detail: 'Not ready' }, 502), 'health: 502 {"detail":"Not ready"}'],
    ['health', json({ ...health, verdict: 'fine' }), 'health: 200 has another shape.'],
    [
      'health',
      json({ ...health, verdict: 'healthy', coverage: refused('logs.list') }),
      'health: 200 has another shape.',
    ],
    ['health', { status: 200, type: 'text/html', text: '<p>' }, 'health: 200 is no JSON (text/html).'],
    ['list', json({}, 404), 'list: 404 says no reason.'],
    ['list', json({ detail: 'too many' }, 429), 'list: 429 {"detail":"too many"}'],
    ['page', { status: 200, type: 'text/html', text: '<html>' }, 'page: 200 is no page.'],
    ['markdown', { status: 200, type: 'text/html', text: '<html>' }, 'markdown: 200 is no Markdown.'],
    ['scan', stream(['plan', {}]), 'scan: the stream ended without a result.'],
    ['scan', stream(['result', {}]), 'scan: the result has another shape.'],
    ['scan', stream(['failed', { status: 500 }]), 'scan: failed, {"status":500}'],
  ])('%s %j', (kind, answer, problem) => {
    expect(answerProblem(kind, answer)).toBe(problem);
  });
});

it('reads the events of a stream', () => {
  expect(eventsOf(stream(['plan', { a: 1 }], ['result', null]).text)).toEqual([
    { event: 'plan', data: { a: 1 } },
    { event: 'result', data: null },
  ]);
});

describe('a line of the log', () => {
  const line = (entry) => JSON.stringify({ level: 'error', event: 'request', ...entry });

  it.each([
    ['   - Local:        http://127.0.0.1:3000'],
    ['▲ Next.js 16'],
    [''],
    [line({ level: 'warn', event: 'console', text: 'odd' })],
    [line({ path: '/api/connections/sandbox/a', status: 502 })],
    [line({ event: 'console', text: 'Error: failed to pipe response … [cause]: Error: cut by a fault' })],
  ])('is no error of ours: %s', (text) => {
    expect(logProblem(text)).toBeNull();
  });

  it.each([
    [line({ path: '/api/o/a/b/sources', status: 503 }), '/api/o/a/b/sources answered 503.'],
    [line({ event: 'console', text: 'TypeError' }), expect.stringContaining('The log has an error:')],
    ['TypeError: x is not a function', expect.stringContaining('none of ours: TypeError')],
  ])('is one: %s', (text, problem) => {
    expect(logProblem(text)).toEqual(problem);
  });
});

it('the same user does the same each time, and in time everything', () => {
  const place = {
    id: 'soak',
    sources: ['a', 'b'],
    items: ['https://example.com/1'],
    issues: ['abcdefgh2345'],
  };
  const walk = (seed) => {
    const random = seeded(seed);
    return Array.from({ length: 500 }, () => nextAction(place, random));
  };
  expect(walk(7)).toEqual(walk(7));
  expect(walk(7)).not.toEqual(walk(8));
  expect([...new Set(walk(7).map(({ kind }) => kind))].sort()).toEqual([
    'census',
    'connection',
    'diagnose',
    'health',
    'issue',
    'issues',
    'item',
    'list',
    'markdown',
    'now',
    'page',
    'report',
    'rows',
    'scan',
  ]);
});
