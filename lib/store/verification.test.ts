import { beforeEach, describe, expect, it } from 'vitest';
import { changeIssue } from './change-issue';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { mergeScan } from './merge-scan';
import { readIssue } from './read-issues';
import { scanOf } from './scan-under-test';
import { embeddedEngine, postgresEngine } from './store-under-test';
import { beginVerification, endVerification, type VerificationEnd } from './verification';

const SEEN = '2026-11-20T02:00:00.000Z';
const BEGAN = '2026-11-20T14:00:00.000Z';
const ENDED = '2026-11-20T14:05:00.000Z';

describe.each([embeddedEngine(), postgresEngine()])('verifications in the store on $name', (engine) => {
  let database: Database;
  let id = '';
  eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  beforeEach(async () => {
    const sighting = { firstSeen: SEEN, lastSeen: SEEN, rows: [{ guid: 'a', at: SEEN }] };
    const merged = await mergeScan(database, scanOf('2026-11-20T03:00:00.000Z', [sighting]));
    id = merged[0]?.id ?? '';
  });

  const begin = (detail: string = 'what is followed') =>
    beginVerification(database, { id, who: 'Ann', at: BEGAN, detail });
  const end = (how: VerificationEnd['end'], n = 2) =>
    endVerification(database, {
      id,
      n,
      who: 'Pushscope',
      at: ENDED,
      end: how,
      proof: { text: 'the fix was verified.' },
      detail: { seen: [1] },
    });
  const stands = async () => {
    const issue = await readIssue(database, id);
    return [
      issue?.state,
      issue?.resolvedAt,
      ...(issue?.history
        .slice(1)
        .map(({ revision, at, who, kind, detail }) => [revision, at, who, kind, detail]) ?? []),
    ];
  };
  const BEGUN = [2, BEGAN, 'Ann', 'verification-begun', 'what is followed'];

  it('begin in the history, one at a time, whoever comes at once', async () => {
    const both = await Promise.all([begin(), begin()]);
    expect(both.map(({ state }) => state).sort()).toEqual(['begun', 'under way']);
    expect(both.map((one) => ('n' in one ? one.n : null))).toEqual([2, 2]);
    expect(await stands()).toEqual(['open', null, BEGUN]);
  });

  it('that pass resolve the issue, with the proof', async () => {
    await begin();
    expect(await end('passed')).toEqual({ state: 'ended' });
    expect(await stands()).toEqual([
      'resolved',
      ENDED,
      BEGUN,
      [3, ENDED, 'Pushscope', 'verification-passed', { seen: [1] }],
      [4, ENDED, 'Pushscope', 'resolved', { text: 'the fix was verified.' }],
    ]);
  });

  it('that pass resolve the issue from a time of their own where that is another one', async () => {
    await begin();
    const resolvedAt = '2026-11-20T13:00:00.000Z';
    const proof = { text: 'the fix was verified.' };
    const ended = { id, n: 2, who: 'Pushscope', at: ENDED, end: 'passed', proof, detail: null } as const;
    await endVerification(database, { ...ended, resolvedAt });
    const issue = await readIssue(database, id);
    expect([issue?.resolvedAt, issue?.updatedAt]).toEqual([resolvedAt, ENDED]);
  });

  it('that pass leave the resolution of somebody who was quicker as it is', async () => {
    await begin();
    const change = { kind: 'resolved' } as const;
    await changeIssue(database, { id, who: 'Bob', at: '2026-11-20T14:01:00.000Z', seen: 2, change });
    await end('passed');
    expect(await stands()).toEqual([
      'resolved',
      '2026-11-20T14:01:00.000Z',
      BEGUN,
      [3, '2026-11-20T14:01:00.000Z', 'Bob', 'resolved', null],
      [4, ENDED, 'Pushscope', 'verification-passed', { seen: [1] }],
    ]);
  });

  it.each(['failed', 'given up'] as const)('that are %s leave the issue as it is', async (how) => {
    await begin();
    await end(how);
    expect(await stands()).toEqual([
      'open',
      null,
      BEGUN,
      [3, ENDED, 'Pushscope', `verification-${how.replace(' ', '-')}`, { seen: [1] }],
    ]);
    expect(await begin('again')).toEqual({ state: 'begun', n: 4 });
  });

  it('end once: of those who come to an end at once the first writes it', async () => {
    await begin();
    const ends = await Promise.all([end('passed'), end('failed'), end('passed')]);
    expect(ends.map(({ state }) => state).sort()).toEqual(['ended', 'ended before', 'ended before']);
    const issue = await readIssue(database, id);
    const written = issue?.history.filter(({ kind }) => /^verification-(passed|failed)$/.test(kind));
    expect(written?.length).toBe(1);
    expect(await end('failed', 7)).toEqual({ state: 'ended before' });
  });

  it('of no issue are neither begun nor ended', async () => {
    id = 'nobody';
    expect([await begin(), await end('passed')]).toEqual([
      { state: 'no such issue' },
      { state: 'no such issue' },
    ]);
  });
});
