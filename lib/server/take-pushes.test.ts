import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toIso, toMs } from '@/lib/evidence/time';
import { REFUSED_CALLS } from '@/lib/health/health';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { readIssue } from '@/lib/store/read-issues';
import { forgetPushes } from './forget-pushes';
import { listPushes } from './list-pushes';
import { freshProcess } from './process-store-under-test';
import { freshScan, readHealth, sourceKey } from './read-health';
import { reportIssue } from './read-issue';
import type { Asker } from './source-reach';
import { processStore } from './store';
import { takePushes } from './take-pushes';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

const { signal } = new AbortController();
const ago = (minutes: number) => toIso(BEGINNING - minutes * 60_000);
const ORGANIZATION = '/push/v1/organizations/under-test';

async function sourceWith(scenario = 'healthy') {
  const { client, sourceId, asked, control } = await sandboxWith(scenario);
  const asker = { access: { ok: true, client, digest: 'digest' } as const, sourceId };
  const question = { ...asker, refresh: false, signal, onEvent: () => {} };
  const batch = (minutes: number, over: object = {}) => ({
    at: ago(minutes),
    method: 'PUT',
    path: `${ORGANIZATION}/sources/${sourceId}/documents/batch?fileId=file-${minutes}`,
    status: 202,
    items: 5,
    ...over,
  });
  return {
    client,
    sourceId,
    asked,
    control,
    asker,
    question,
    batch,
    take: (...lines: unknown[]) =>
      takePushes(asker, lines.map((line) => JSON.stringify(line)).join('\n'), signal),
    list: (cursor: string | null = null) => listPushes(asker, cursor, signal),
    health: async (window: { from: string | null; to: string | null } = { from: null, to: null }) => {
      const answer = await readHealth({ ...question, requested: window });
      if (answer.state !== 'read') throw new Error(answer.state);
      return answer.health;
    },
  };
}

describe('what a connector tells of its calls', () => {
  it('is taken line by line, once, and told back', async () => {
    const { take, batch, list } = await sourceWith();
    const refused = [{ line: 2, why: '`method` is no HTTP method.' }];
    const lines = [
      batch(60),
      { ...batch(50), method: '' },
      batch(40, { status: 429, errorCode: 'TOO_MANY_REQUESTS' }),
    ];
    const takenAt = expect.any(String);
    expect(await take(...lines)).toEqual({
      state: 'taken',
      taken: { taken: 2, takenAt, alreadyKnown: 0, refused },
    });
    expect(await take(...lines, batch(30))).toEqual({
      state: 'taken',
      taken: { taken: 1, takenAt, alreadyKnown: 2, refused },
    });
    const listed = await list();
    const { pushes, ...rest } = listed.state === 'listed' ? listed.list : { pushes: [] };
    expect(rest).toEqual({
      stretches: [{ from: ago(60), to: ago(30) }],
      sendings: [{ takenAt, lines: 2, from: ago(60), to: ago(40) }],
      next: null,
    });
    expect(pushes.map(({ at, fileId, problem }) => [at, fileId, problem])).toEqual([
      [ago(30), 'file-30', null],
      [ago(40), 'file-40', { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' }],
      [ago(60), 'file-60', null],
    ]);
  });

  it('never keeps a token or a presigned signature, wherever it stood', async () => {
    const { take, batch, list } = await sourceWith();
    const token = 'xx0f4b2a1c-5d6e-4f70-8a9b-0c1d2e3f4a5b';
    const signature = 'f'.repeat(64);
    await take(
      batch(10, { authorization: `Bearer ${token}`, errorCode: `Authorization: Bearer ${token}` }),
      batch(9, { path: `${ORGANIZATION}/files?access_token=${token}`, requestId: token }),
      batch(8, { path: `${ORGANIZATION}/${token}/files`, fileId: token }),
      batch(7, {
        path: `https://x:${token}@bucket.s3.amazonaws.com/key?X-Amz-Credential=AKIAABCDEFGHIJKLMNOP&X-Amz-Signature=${signature}`,
        documentId: `https://example.com/a?X-Amz-Signature=${signature}&X-Amz-Credential=AKIAABCDEFGHIJKLMNOP`,
      }),
    );
    const listed = JSON.stringify(await list());
    expect([listed.includes('0f4b2a1c'), listed.includes(signature), listed.includes('AKIA')]).toEqual([
      false,
      false,
      false,
    ]);
    expect(listed).toContain('https://bucket.s3.amazonaws.com/key');
  });

  it('is for whoever may read that source only', async () => {
    const { take, batch, list, control } = await sourceWith();
    await take(batch(60));
    const fault = { operation: 'sources.get', status: 403, body: { errorCode: 'ACCESS_DENIED' } };
    await control('POST', '/organizations/under-test/faults', { ...fault, times: 1 });
    const stranger = await sourceWith();
    const asker = { ...stranger.asker, access: { ...stranger.asker.access, digest: 'another' } };
    await stranger.control('POST', '/organizations/under-test/faults', fault);
    expect(await takePushes(asker, JSON.stringify(batch(50)), signal)).toEqual({
      state: 'unreachable',
      status: 403,
      detail: expect.stringMatching(
        /^Recorded pushes are for tokens that may read the source and its log\. Coveo answered 403 ACCESS_DENIED for the source \(Sources API\)\. Coveo’s request id: \S+\.$/,
      ),
    });
    expect((await listPushes(asker, null, signal)).state).toBe('unreachable');
    expect(await listPushes({ ...asker, sourceId: 'nothing-here' }, null, signal)).toMatchObject({
      state: 'unreachable',
    });
    const listed = await list();
    expect(listed.state === 'listed' && listed.list.pushes.length).toBe(1);
  });

  it('is forgotten by whoever may record it: a sending, a time, or all of it', async () => {
    const { take, batch, list, asker } = await sourceWith();
    const forget = (query: string, by: Asker = asker) => forgetPushes(by, new URLSearchParams(query), signal);
    const left = async () => {
      const listed = await list();
      return listed.state === 'listed' ? listed.list.pushes.map(({ at }) => at) : listed;
    };
    const first = await take(batch(60), batch(50));
    const takenAt = first.state === 'taken' ? first.taken.takenAt : null;
    await take(batch(300), batch(200));
    expect(await forget(`sent=${takenAt}`)).toEqual({ state: 'forgotten', lines: 2 });
    expect(await left()).toEqual([ago(200), ago(300)]);
    expect(await forget(`from=${ago(260)}&to=${ago(200)}`)).toEqual({ state: 'forgotten', lines: 0 });
    expect(await forget(`from=${ago(300)}&to=${ago(240)}`)).toEqual({ state: 'forgotten', lines: 1 });
    await take(batch(10));
    const stranger = await sourceWith();
    const denied = { ...stranger.asker, access: { ...stranger.asker.access, digest: 'another' } };
    const fault = { operation: 'sources.get', status: 403, body: { errorCode: 'ACCESS_DENIED' } };
    await stranger.control('POST', '/organizations/under-test/faults', fault);
    expect(await forget('which=all', denied)).toMatchObject({ state: 'unreachable', status: 403 });
    expect(await left()).toEqual([ago(10), ago(200)]);
    expect(await forget('which=all')).toEqual({ state: 'forgotten', lines: 2 });
    expect(await left()).toEqual([]);
  });

  it.each([
    ['', 'in one way'],
    ['which=some', 'in one way'],
    ['which=all&sent=2026-11-20T02:00:00Z', 'in one way'],
    ['sent=yesterday', '“sent” must be'],
    ['from=2026-11-20T02:00:00Z', '“from” and “to”'],
    ['from=2026-11-20T02:00:00&to=2026-11-20T04:00:00', '“from” and “to”'],
    ['from=2026-11-20T02:00:00Z&to=2026-11-20T02:59:59Z', 'an hour after'],
  ])('is not forgotten by chance: %s', async (query, why) => {
    const { take, batch, list, asker } = await sourceWith();
    await take(batch(10));
    const answer = await forgetPushes(asker, new URLSearchParams(query), signal);
    expect([answer.state, answer.state === 'bad request' && answer.detail.includes(why)]).toEqual([
      'bad request',
      true,
    ]);
    const listed = await list();
    expect(listed.state === 'listed' && listed.list.pushes.length).toBe(1);
  });

  it('may be nothing, or have a cursor that is none', async () => {
    const { take, list } = await sourceWith();
    expect(await take()).toEqual({ state: 'nothing' });
    expect(await list('../')).toEqual({ state: 'bad cursor' });
  });
});

describe('the health of a source whose calls are recorded', () => {
  it('has refused calls as findings with permalinks, at the very next look', async () => {
    const { take, batch, health } = await sourceWith();
    const before = await health();
    expect([before.recorded, before.blindSpots[0]]).toEqual([undefined, REFUSED_CALLS]);
    await take(
      batch(300),
      batch(299, { status: 401, errorCode: 'INVALID_TOKEN' }),
      batch(298, { status: 413 }),
    );
    const after = await health();
    const told = after.findings.map(({ problem, key, count, unit, issue }) => [
      problem,
      key,
      count,
      unit,
      issue?.count,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['invalid-token', 'recorded', 1, 'operations', 1],
        ['request-too-large', 'recorded', 1, 'operations', 1],
      ]),
    );
    expect(after.verdict).not.toBe('healthy');
    expect(after.blindSpots[0]).toBe(
      `${REFUSED_CALLS} Recorded here, and so not blind: 22 Nov 11:00 – 22 Nov 11:02 UTC.`,
    );
    expect(after.recorded?.refused).toEqual({ calls: 2, items: 10, unknown: 0 });
    const again = await health();
    expect(again.findings.map(({ issue }) => issue)).toEqual(after.findings.map(({ issue }) => issue));
  });

  it('loses what was forgotten at the very next look, and its issue stays with its proof', async () => {
    const { take, batch, health, asker } = await sourceWith();
    const calm = await health();
    await take(batch(300), batch(299, { status: 401, errorCode: 'INVALID_TOKEN' }));
    const told = (await health()).findings.find(({ problem }) => problem === 'invalid-token');
    await forgetPushes(asker, new URLSearchParams('which=all'), signal);
    const after = await health();
    expect([after.verdict, after.recorded, after.blindSpots]).toEqual([
      calm.verdict,
      undefined,
      calm.blindSpots,
    ]);
    expect(after.findings.map(({ problem }) => problem)).toEqual(calm.findings.map(({ problem }) => problem));
    const issue = await readIssue(await processStore(), told?.issue?.id ?? '');
    const opened = issue === null ? null : (await reportIssue(issue)).opened;
    expect(opened?.finding.calls?.map(({ errorCode }) => errorCode)).toEqual(['INVALID_TOKEN']);
  });

  it('finds a batch that was accepted and never consumed, beside those that were', async () => {
    const { take, batch, health, question, asker } = await sourceWith();
    const { result } = await freshScan(sourceKey(asker.access, asker.sourceId), question);
    const rows = result.evidence.rows.filter(({ task }) => task === 'CONSUMING_BATCH');
    const last = rows.at(-1);
    if (last === undefined) throw new Error('This source pushes no batches.');
    const minutes = (BEGINNING - toMs(last.at)) / 60_000;
    const path = `${ORGANIZATION}/sources/${asker.sourceId}/documents/batch`;
    await take(
      batch(minutes, { path, fileId: last.item }),
      batch(minutes, { path, fileId: 'never', requestId: 'request-1' }),
    );
    const found = (await health()).findings.filter(({ problem }) => problem === 'batch-never-consumed');
    expect(
      found.map(({ title, calls, issue }) => [title, calls?.map(({ fileId }) => fileId), issue?.state]),
    ).toEqual([['1 accepted batch never seen in the log', ['never'], 'open']]);
  });

  it('keeps what was recorded from a token that has not read the source', async () => {
    const { take, batch, health, question, client } = await sourceWith();
    await take(batch(300, { status: 401, errorCode: 'INVALID_TOKEN' }));
    expect((await health()).recorded?.refused.calls).toBe(1);
    const denied = {
      ...client,
      fetch: async () => new Response('{"errorCode":"ACCESS_DENIED"}', { status: 403 }),
    };
    const answer = await readHealth({
      ...question,
      access: { ok: true, client: denied, digest: 'another' },
      requested: { from: null, to: null },
    });
    expect(answer.state === 'read' ? answer.health.recorded : null).toBe(undefined);
  });
});
