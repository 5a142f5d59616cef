import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { MOST_CLOSER } from '@/lib/scan/count-closer';
import { BEGINNING, sandboxWith } from '@/lib/scan/sandbox-under-test';
import type { HealthQuestion } from './health-question';
import { withPatience } from './patience';
import { freshProcess } from './process-store-under-test';
import { readHealth, stopScan } from './read-health';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

function question(
  client: CoveoClient,
  sourceId: string,
  different: Partial<HealthQuestion> = {},
): HealthQuestion {
  return {
    access: { ok: true, client, digest: 'digest' },
    sourceId,
    requested: { from: null, to: null },
    refresh: false,
    signal: new AbortController().signal,
    onEvent: () => {},
    ...different,
  };
}

describe('the health of a source', () => {
  it('whose logs hang is told once patience is over, as far as it was read', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: unknown = runInNewContext('gc');
    const { client, sourceId, control } = await sandboxWith('healthy');
    await control('POST', '/organizations/under-test/faults', { operation: 'logs.list', mode: 'hang' });
    const asked = withPatience(new AbortController().signal, 1_000, (signal) =>
      readHealth(question(client, sourceId, { signal })),
    );
    const often = setInterval(() => typeof collectGarbage === 'function' && collectGarbage(), 50);
    const answer = await asked.finally(() => clearInterval(often));
    expect(answer).toMatchObject({
      state: 'read',
      health: { source: { id: sourceId }, coverage: { complete: false, rowsRead: 0 } },
    });
    expect(answer.state === 'read' && answer.health.verdict).toBe('unknown');
  });

  it('is read once for two who ask at the same time', async () => {
    const { client, sourceId, asked } = await sandboxWith('healthy');
    const answers = await Promise.all([
      readHealth(question(client, sourceId)),
      readHealth(question(client, sourceId)),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(asked.filter((path) => path.endsWith(`/sources/${sourceId}`)).length).toBe(1);
  });

  it('that was stopped costs no further call, also where the window could be counted closer', async () => {
    const { client, sourceId, asked } = await sandboxWith('busy', { rows: 400_000 });
    const requested = { from: '2026-11-22T00:30:00Z', to: '2026-11-22T06:00:00Z' };
    const { access } = question(client, sourceId);
    let whenStopped: number | null = null;
    const stopped = await readHealth(
      question(client, sourceId, {
        requested,
        onEvent: (news) => {
          // By now the rows were counted, stretch by stretch.
          if (whenStopped !== null || news.type !== 'progress' || news.callsDone < 45) return;
          whenStopped = asked.length;
          stopScan(access, sourceId, news.scan);
        },
      }),
    );
    const calls = asked.length;
    const whole = await readHealth(question(client, sourceId, { requested }));
    const closerReads = [stopped, whole].map(
      (answer) =>
        answer.state === 'read' && answer.health.coverage.reads.some(({ of }) => of === 'a closer look'),
    );
    expect([calls, closerReads]).toEqual([whenStopped, [false, true]]);
  });

  it('does not take the clock of this machine for now', async () => {
    const { client, sourceId } = await sandboxWith('healthy');
    const behind: CoveoClient = { ...client, now: () => BEGINNING - 3 * 24 * 3_600_000 };
    const requested = { from: '2026-11-21T00:00:00Z', to: null };
    expect(await readHealth(question(behind, sourceId, { requested }))).toMatchObject({
      state: 'read',
      health: { window: { from: '2026-11-21T00:00:00.000Z', to: '2026-11-22T16:00:00.000Z' } },
    });
  });

  it('of a window of a source too big to read is counted closer, shared by two who look, and verdicts stay', async () => {
    const { client, sourceId, asked } = await sandboxWith('busy', { rows: 400_000 });
    const counts = () => asked.filter((path) => path.endsWith('/facetsStats')).length;
    const week = await readHealth(question(client, sourceId));
    const before = counts();
    const requested = { from: '2026-11-22T00:00:00Z', to: '2026-11-22T01:00:00Z' };
    const [one, other] = await Promise.all([
      readHealth(question(client, sourceId, { requested })),
      readHealth(question(client, sourceId, { requested })),
    ]);
    const made = counts() - before;
    expect(one).toEqual(other);
    if (week.state !== 'read' || one.state !== 'read') throw new Error('The source was not read.');
    const closer = one.health.coverage.reads.filter(({ of }) => of === 'a closer look');
    expect([made > 0, made, made <= MOST_CLOSER]).toEqual([true, closer.length, true]);
    expect([one.health.verdict, one.health.findings]).toEqual([week.health.verdict, week.health.findings]);
    await readHealth(question(client, sourceId, { requested }));
    expect(counts() - before).toBe(made);
  });

  it('is shown as the scan counted it to whoever stops the closer look', async () => {
    const { client, sourceId, control } = await sandboxWith('busy', { rows: 400_000 });
    await readHealth(question(client, sourceId));
    await control('POST', '/organizations/under-test/faults', {
      operation: 'logs.facetsStats',
      mode: 'hang',
    });
    const requested = { from: '2026-11-22T00:00:00Z', to: '2026-11-22T01:00:00Z' };
    const asker = question(client, sourceId, { requested });
    const onEvent: HealthQuestion['onEvent'] = ({ scan }) => stopScan(asker.access, sourceId, scan);
    const answer = await readHealth({ ...asker, onEvent });
    if (answer.state !== 'read') throw new Error('The source was not read.');
    const closer = answer.health.coverage.reads.filter(({ of }) => of === 'a closer look');
    expect([...new Set(closer.map(({ state, why }) => `${state}: ${why}`))]).toEqual([
      'skipped: Stopped before it was read.',
    ]);
    expect(Object.keys(answer.health.timeline.lanes.pushes).length).toBeGreaterThan(0);
  });

  it('of a window that makes no sense costs no call', async () => {
    const { client, sourceId, asked } = await sandboxWith('healthy');
    const requested = { from: 'yesterday', to: null };
    expect(await readHealth(question(client, sourceId, { requested }))).toMatchObject({
      state: 'bad window',
    });
    expect(asked).toEqual([]);
  });
});
