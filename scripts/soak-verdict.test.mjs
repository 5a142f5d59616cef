import { describe, expect, it } from 'vitest';
import {
  memoryOf,
  quantile,
  readSoakArguments,
  soakLines,
  soakReport,
  timesByKind,
} from './soak-verdict.mjs';

describe('what a soak is asked', () => {
  it('is five minutes with twenty users, or what is said', () => {
    expect(readSoakArguments([])).toEqual({ minutes: 5, users: 20, json: null });
    expect(readSoakArguments(['--minutes', '0.5', '--users', '3', '--json', 'a.json'])).toEqual({
      minutes: 0.5,
      users: 3,
      json: 'a.json',
    });
  });

  it.each([
    [['--minutes', 'ever'], '--minutes is a number up to 120.'],
    [['--minutes', '600'], '--minutes is a number up to 120.'],
    [['--users', '0'], '--users is a whole number from 1 to 200.'],
    [['--users', '2.5'], '--users is a whole number from 1 to 200.'],
    [['--forever'], expect.stringContaining('--forever')],
  ])('is bounded: %j', (args, problem) => {
    expect(readSoakArguments(args)).toEqual({ problem });
  });
});

it('a quantile is a value that there is', () => {
  expect([
    quantile([], 0.5),
    quantile([7], 0.95),
    quantile([3, 1, 2], 0.5),
    quantile([4, 1, 3, 2], 0.95),
  ]).toEqual([null, 7, 2, 4]);
});

it('times are told by kind, apart for what met a fault', () => {
  const request = (kind, ms, faulty = false) => ({ kind, ms, faulty });
  expect(
    timesByKind([request('list', 10), request('list', 30), request('list', 90, true), request('item', 5)]),
  ).toEqual([
    { kind: 'item', calm: { count: 1, p50: 5, p95: 5, most: 5 }, faulty: null },
    {
      kind: 'list',
      calm: { count: 2, p50: 10, p95: 30, most: 30 },
      faulty: { count: 1, p50: 90, p95: 90, most: 90 },
    },
  ]);
});

describe('memory', () => {
  const samples = (mbAt) =>
    Array.from({ length: 41 }, (_, n) => ({ ms: n * 3_000, mb: 2 * mbAt(n / 40), liveMb: mbAt(n / 40) }));

  it('that grows in the warm-up only is flat', () => {
    const grown = memoryOf(
      samples((at) => (at < 1 / 3 ? 100 + 300 * at : 200)),
      120_000,
    );
    expect(grown).toEqual({
      rss: { afterWarmUp: 400, end: 400, mbPerMinute: 0, most: 192, flat: true },
      live: { afterWarmUp: 200, end: 200, mbPerMinute: 0, most: 48, flat: true },
      flat: true,
    });
  });

  it('that goes on growing is not, and the slope says how fast', () => {
    const grown = memoryOf(
      samples((at) => 300 + 200 * at),
      120_000,
    );
    expect(grown).toMatchObject({
      live: { mbPerMinute: 100, flat: false },
      rss: { mbPerMinute: 200 },
      flat: false,
    });
  });

  it('of too short a time is not judged', () => {
    expect(memoryOf([{ ms: 0, mb: 100, liveMb: 50 }], 120_000)).toBeNull();
    expect(
      memoryOf(
        samples((at) => 300 + 200 * at),
        60_000,
      ),
    ).toBeNull();
  });
});

describe('a report', () => {
  const asked = { minutes: 1, users: 2, json: null };
  const requests = [{ kind: 'list', ms: 12.4, faulty: false }];
  const course = { afterWarmUp: 400, end: 410, mbPerMinute: 10, most: 96, flat: true };
  const memory = { rss: course, live: { ...course, end: 405 }, flat: true };

  it('is good where nothing went wrong', () => {
    const report = soakReport({ asked, requests, problems: [], memory, faults: 3, exitCode: 0 });
    expect(report).toMatchObject({ ok: true, problems: [] });
    expect(soakLines(report)).toEqual([
      '1 requests by 2 users in 1 min; 3 faults were switched on and off.',
      '',
      '  ms               calm     p50     p95 faulty     p50     p95',
      '  list                1      12      12      –       –       –',
      '',
      'Memory, alive: 400 MB after the warm-up, 405 MB at the end (at most 96 MB more), 10 MB a minute.',
      'Memory, resident: 400 MB after the warm-up, 410 MB at the end (at most 96 MB more), 10 MB a minute.',
      'No error of ours.',
    ]);
  });

  it('names what went wrong once, with how often', () => {
    const report = soakReport({
      asked,
      requests: [],
      problems: ['list: 500 x', 'list: 500 x'],
      memory: { ...memory, flat: false },
      faults: 0,
      exitCode: 137,
    });
    expect([report.ok, report.problems]).toEqual([
      false,
      [
        { text: 'list: 500 x', times: 2 },
        { text: 'No request was answered.', times: 1 },
        { text: 'Memory is not flat.', times: 1 },
        { text: 'After SIGTERM the server ended with code 137.', times: 1 },
      ],
    ]);
    expect(soakLines(report)).toContain('✗ list: 500 x (2 times)');
    expect(soakLines(report).at(-1)).toBe('Failed.');
  });
});
