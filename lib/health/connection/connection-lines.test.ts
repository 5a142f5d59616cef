import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '@/lib/problems/problems';
import {
  type ConnectionFacts,
  connectionLines,
  type Evaluated,
  neededPrivileges,
  READ_PARTS,
  refusalText,
} from './connection-lines';
import { NEEDED_PRIVILEGES } from './connection-report';

const GRANTED: Evaluated = { told: true, approved: true, codes: ['OPERATION_GRANTED'] };
const AT = Date.parse('2026-11-22T12:00:00Z');
const facts: ConnectionFacts = {
  organization: 'acme',
  status: { lifeCycleState: 'ACTIVE', pauseState: 'ACTIVE', paused: false, readOnly: false },
  needed: NEEDED_PRIVILEGES.map(() => GRANTED),
  held: { told: true, privileges: NEEDED_PRIVILEGES.map(({ privilege }) => privilege) },
  feared: [],
  clock: { coveo: '2026-11-22T12:00:00.000Z', askedMs: AT, answeredMs: AT + 100 },
};

const lineOf = (id: string, changed: Partial<ConnectionFacts>, problems = PROBLEMS) =>
  connectionLines({ ...facts, ...changed }, problems).find((line) => line.id === id);
const privilege = (targetDomain: string, type: string, owner = 'PLATFORM') => ({
  owner,
  targetDomain,
  type,
  targetId: '*',
});

test('every part that a live door needs has its line, but for what our own token may do to a source', () => {
  const needed = new Set<string>(PROBLEMS.flatMap(({ live }) => live?.needs ?? []));
  needed.delete('privileges');
  expect([...needed].filter((part) => !READ_PARTS.includes(part))).toEqual([]);
});

test('a narrow token has nothing but good lines', () => {
  expect(connectionLines(facts, PROBLEMS).filter(({ state }) => state !== 'good')).toEqual([]);
});

test('API keys have a line, and are named among what is needed, only where a problem is told by them', () => {
  const [problem] = PROBLEMS.filter(({ live }) => live !== undefined);
  if (problem?.live === undefined) throw new Error('There is no problem with a live door.');
  const needs: never[] = [];
  Object.assign(needs, ['keys']);
  const withKeys = [{ ...problem, live: { ...problem.live, needs } }];
  expect(lineOf('read-keys', {}, withKeys)?.state).toBe('good');
  expect(neededPrivileges(withKeys).map(({ name }) => name)).toContain('API keys (View)');
  const without = PROBLEMS.filter(({ id }) => id === 'metadata-too-large');
  expect(lineOf('read-keys', {}, without)).toBe(undefined);
  expect(neededPrivileges(without).map(({ name }) => name)).toEqual([
    'Organization (View)',
    'Sources (View all)',
    'Activities (View)',
  ]);
});

describe('what a token could do beyond what is needed', () => {
  test.each([
    ['only another view', [privilege('FIELD', 'VIEW')], /changes nothing, but may view .*: FIELD VIEW\./],
    [
      'a change, which goes before views',
      [privilege('FIELD', 'VIEW'), privilege('SOURCE', 'EDIT')],
      /may do more than read: SOURCE EDIT\. To read, Pushscope needs none of that\./,
    ],
    [
      'something of another service',
      [privilege('ANALYTICS_DATA', 'PUSH', 'USAGE_ANALYTICS')],
      /: USAGE_ANALYTICS ANALYTICS_DATA PUSH\./,
    ],
    [
      'a lot',
      ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => privilege(name, 'EDIT')),
      /: A EDIT, B EDIT, C EDIT, D EDIT, E EDIT, F EDIT and 2 others\./,
    ],
  ])('is pointed out: %s', (_, privileges, words) => {
    const line = lineOf('more-than-needed', { held: { told: true, privileges } });
    expect(line?.state).toBe('attention');
    expect(line?.text).toMatch(words);
    expect(line?.text).toMatch(/Make a key with the privileges under “The key to make” alone/);
  });
});

describe('the state of the organization', () => {
  test.each([
    [{ lifeCycleState: 'DELETING' }, 'attention', 'Coveo is deleting it.'],
    [{ pauseState: 'RESUMING' }, 'attention', 'Not simply active: Coveo says RESUMING.'],
    [{ lifeCycleState: null, pauseState: null }, 'good', 'Active.'],
  ])('%j', (status, state, text) => {
    expect(lineOf('organization', { status: { ...facts.status, ...status } })).toMatchObject({ state, text });
  });
});

describe('the clock', () => {
  const clock = (askedMs: number, answeredMs: number, coveo: string | null = facts.clock.coveo) =>
    lineOf('clock', { clock: { coveo, askedMs: AT + askedMs, answeredMs: AT + answeredMs } });

  test.each([
    ['a slow answer', 0, 60_000],
    ['the rest of Coveo’s second', 900, 950],
    ['five seconds', 6_000, 6_100],
  ])('agrees within %s', (_, askedMs, answeredMs) => {
    expect(clock(askedMs, answeredMs)?.state).toBe('good');
  });

  test.each([
    [601_000, 601_100, 'about 10 min ahead of Coveo’s'],
    [-600_100, -600_000, 'about 10 min behind Coveo’s'],
    [16_000, 16_000, 'about 15 s ahead of Coveo’s'],
    [-95_000, -95_000, 'about 1 min 35 s behind Coveo’s'],
    [-119_600, -119_600, 'about 2 min behind Coveo’s'],
    [-599_600, -599_600, 'about 10 min behind Coveo’s'],
    [-4 * 3_600_000, -4 * 3_600_000, 'about 4 h behind Coveo’s'],
  ])('asked at %i ms and answered at %i ms after Coveo’s is %s', (askedMs, answeredMs, words) => {
    expect(clock(askedMs, answeredMs)).toMatchObject({
      state: 'attention',
      text: expect.stringContaining(words),
    });
  });

  test('is not known without a date', () => {
    expect(clock(0, 0, null)).toMatchObject({ state: 'unknown' });
  });
});

test.each([
  [[], 'the token lacks Activities (View)'],
  [['OPERATION_NOT_ALLOWED'], 'the token lacks Activities (View)'],
  [
    ['OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION'],
    'the token may not be used from the address of this server',
  ],
  [
    ['OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION'],
    'the token belongs to another organization',
  ],
  [['OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY'], 'the organization is read-only'],
  [['SOMETHING_NEW'], 'Coveo answers SOMETHING_NEW for Activities (View)'],
])('a privilege that is refused with %j: %s', (codes, words) => {
  expect(refusalText('Activities (View)', codes)).toBe(words);
});
