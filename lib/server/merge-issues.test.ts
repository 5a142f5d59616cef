import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { noConnection } from '@/lib/coveo/client-under-test';
import { SMALL, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readIssue } from '@/lib/store/read-issues';
import { changeIssue } from './change-issue';
import { freshProcess } from './process-store-under-test';
import { readHealth } from './read-health';
import { reportIssue } from './read-issue';
import { readSourceDays } from './read-source-days';
import { processStore } from './store';

const HOUR_MS = 3_600_000;
const { signal } = new AbortController();

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(async () => {
  vi.restoreAllMocks();
  await clear();
});

function look(client: CoveoClient, sourceId: string, signal = new AbortController().signal) {
  return readHealth({
    access: { ok: true, client, digest: 'digest' },
    sourceId,
    requested: { from: null, to: null },
    refresh: true,
    signal,
    onEvent: () => {},
  }).then((answer) => {
    if (answer.state !== 'read') throw new Error(answer.state);
    return answer.health;
  });
}

async function issueOf(id: string | undefined) {
  const issue = await readIssue(await processStore(), id ?? '');
  if (issue === null) throw new Error('There is no such issue.');
  return issue;
}

/** An issue but for how many calls its newest reading took: the second finds most in the store. */
function withoutCost(issue: Awaited<ReturnType<typeof issueOf>>) {
  return { ...issue, newest: JSON.stringify(issue.newest).replace(/"calls":\d+/, '"calls":0') };
}

describe('a completed scan', () => {
  it('makes an issue of each finding, counted in distinct rows, and looking twice doubles nothing', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    const first = await look(client, sourceId);
    const finding = first.findings[0];
    expect({ issues: first.issues, found: first.findings.length, issue: finding?.issue }).toEqual({
      issues: { state: 'stored' },
      found: 1,
      issue: { id: finding?.issue?.id, state: 'open', count: finding?.evidenceTotal },
    });
    const before = await issueOf(finding?.issue?.id);
    const second = await look(client, sourceId);
    expect(second.findings[0]?.issue).toEqual(finding?.issue);
    expect(withoutCost(await issueOf(finding?.issue?.id))).toEqual(withoutCost(before));
    expect([before.unit, before.count > (finding?.count ?? 0)]).toEqual(['rows', true]);
  });

  it('is merged once for all who look at it', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    const [one, other] = await Promise.all([look(client, sourceId), look(client, sourceId)]);
    expect(one.findings).toEqual(other.findings);
    const { region, organization } = client;
    const place = { region, organization, source: sourceId };
    const days = await readSourceDays(place, { from: one.asOf, to: one.asOf });
    expect(days.map(({ looks }) => looks)).toEqual([{ looking: 1, capture: 0 }]);
  });

  it('keeps of what was seen the whole capture, which the report gives again', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    const health = await look(client, sourceId);
    const [finding] = health.findings;
    const report = await reportIssue(await issueOf(finding?.issue?.id));
    expect(report).toMatchObject({
      url: `/i/${finding?.issue?.id}`,
      problem: 'metadata-too-large',
      sourceName: health.source.name,
      state: 'open',
      history: [{ revision: 1, who: 'Pushscope', kind: 'opened', text: 'Opened: seen for the first time.' }],
      related: [],
      console: [],
    });
    expect(report.opened).toEqual(report.newest);
    expect(report.opened?.finding.evidence).toEqual(finding?.evidence);
    expect(report.days.reduce((sum, { count }) => sum + count, 0)).toBe(finding?.evidenceTotal);
    expect(Date.parse(report.liveLogsUntil) - Date.parse(report.lastSeen)).toBe(14 * 24 * HOUR_MS);
  });

  it('that Coveo refused parts of merges what it found', async () => {
    const { client, sourceId, control } = await sandboxWith(['metadata-too-large'], SMALL);
    await control('POST', '/organizations/under-test/faults', {
      operation: 'activities.list',
      status: 403,
      body: {},
    });
    const health = await look(client, sourceId);
    expect([health.coverage.complete, health.issues]).toEqual([false, { state: 'stored' }]);
    expect(health.findings.map(({ problem, issue }) => [problem, issue?.state])).toEqual([
      ['metadata-too-large', 'open'],
    ]);
  });

  it.each([
    ['refresh-left-open', 'refresh-stuck'],
    ['silent', 'silent-source'],
    ['half-missing', 'push-volume-drop'],
  ])('of %s counts one occurrence, not the rows beside it', async (scenario, problem) => {
    const { client, sourceId } = await sandboxWith(scenario);
    const { findings } = await look(client, sourceId);
    const found = findings.find((finding) => finding.problem === problem);
    expect(found?.issue).toEqual({ id: found?.issue?.id, state: 'open', count: 1 });
  });
});

describe('an issue that was resolved', () => {
  it('stays so while nothing newer is seen, though this machine’s clock is behind', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    const { findings } = await look(client, sourceId);
    const issue = await issueOf(findings[0]?.issue?.id);
    const change = { change: { kind: 'resolved' }, seen: issue.revision, who: 'Ann' } as const;
    const now = '2020-01-01T00:00:00.000Z';
    expect(
      await changeIssue(issue, change, { now, client: { ...client, fetch: noConnection }, signal }),
    ).toEqual({
      state: 'changed',
      revision: 2,
    });
    expect((await look(client, sourceId)).findings[0]?.issue?.state).toBe('resolved');
  });

  it('comes back by itself, with the date, when a later run shows it again', async () => {
    const { client, sourceId, control } = await sandboxWith(['metadata-too-large'], SMALL);
    const { findings, asOf } = await look(client, sourceId);
    const issue = await issueOf(findings[0]?.issue?.id);
    // This machine's clock is weeks ahead: it is Coveo's that counts.
    const now = '2026-12-31T00:00:00.000Z';
    await changeIssue(issue, { change: { kind: 'resolved' }, seen: 1, who: 'Ann' }, { now, client, signal });
    expect((await issueOf(issue.id)).resolvedAt).toBe(asOf);
    await control('POST', '/organizations/under-test/clock', { advanceMs: 26 * HOUR_MS });
    const later = await look(client, sourceId);
    expect(later.findings[0]?.issue?.state).toBe('open');
    const report = await reportIssue(await issueOf(issue.id));
    expect([report.regressedAt, report.resolvedAt, report.count > issue.count]).toEqual([
      later.asOf,
      null,
      true,
    ]);
    expect(report.history.map(({ who, kind }) => [who, kind])).toEqual([
      ['Pushscope', 'opened'],
      ['Ann', 'resolved'],
      ['Pushscope', 'regressed'],
    ]);
  });
});

describe('what does not become an issue', () => {
  it('is a scan that was ended before it was whole', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    const ended = new AbortController();
    ended.abort();
    const health = await look(client, sourceId, ended.signal);
    expect(health.issues).toEqual({
      state: 'not stored',
      why: 'The reading was ended before it was whole: only whole ones become issues.',
    });
    const stored = await (await processStore()).read.selectFrom('issues').select('id').execute();
    expect(stored).toEqual([]);
  });

  it('is what the store cannot take: the health is whole all the same, and says so', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    vi.spyOn(console, 'error').mockReturnValue();
    const database = await processStore();
    const full = Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' });
    const write = vi.spyOn(database, 'write').mockRejectedValue(full);
    const health = await look(client, sourceId);
    expect([health.verdict, health.issues, health.findings.map(({ issue }) => issue)]).toEqual([
      'failing',
      { state: 'not stored', why: 'The disk of Pushscope’s store is full or fails. Nothing was stored.' },
      [null],
    ]);
    write.mockRestore();
    expect((await look(client, sourceId)).issues).toEqual({ state: 'stored' });
  });

  it('is anything while the store cannot be opened', async () => {
    const { client, sourceId } = await sandboxWith(['metadata-too-large'], SMALL);
    vi.spyOn(console, 'error').mockReturnValue();
    const file = path.join(process.env.PUSHSCOPE_DATA_DIR ?? '', 'pushscope.db');
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'no database at all');
    expect((await look(client, sourceId)).issues).toEqual({
      state: 'not stored',
      why: 'Pushscope’s store could not be used: its log says why.',
    });
    await rm(file);
    expect((await look(client, sourceId)).issues).toEqual({ state: 'stored' });
  });
});
