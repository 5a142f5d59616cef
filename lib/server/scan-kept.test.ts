import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoveoClient } from '@/lib/coveo/client';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import type { ScanEvent } from '@/lib/scan/scan-event';
import type { ScanResult } from '@/lib/scan/scan-result';
import { freshProcess } from './process-store-under-test';
import { scanKept } from './scan-kept';
import { type Pause, takeSourceLease } from './source-lease';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

type Under = Awaited<ReturnType<typeof sandboxWith>>;

/** One scan with a token, and how many Source Logs calls it took. */
async function scan(under: Under, digest: string, client: CoveoClient = under.client, pause?: Pause) {
  const before = under.asked.length;
  const told = { signal: new AbortController().signal, onEvent: () => {}, onReading: () => {} };
  const asker = { access: { ok: true as const, client, digest }, sourceId: under.sourceId };
  const result = await scanKept(asker, told, pause);
  const logs = under.asked.slice(before).filter((path) => path.startsWith('/sandbox/logs/')).length;
  return { result, logs };
}

const rowsIn = ({ evidence }: ScanResult) => evidence.rows.length;
const placeOf = ({ client, sourceId }: Under) => ({
  region: client.region,
  organization: client.organization,
  source: sourceId,
});
const noPause: Pause = async () => {
  throw new Error('Nobody should wait.');
};

/** What another token is answered: everything, nothing, or everything but the logs. */
function another(under: Under, refused: (path: string) => boolean): CoveoClient {
  return {
    ...under.client,
    fetch: (url, init) =>
      refused(new URL(url).pathname)
        ? Promise.resolve(Response.json({ errorCode: 'ACCESS_DENIED', message: 'No.' }, { status: 403 }))
        : under.client.fetch(url, init),
  };
}

describe('what was read with one token', () => {
  it('serves the next look with it, and with another that has read the source itself, at six calls', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const first = await scan(under, 'one', under.client, noPause);
    const again = await scan(under, 'one', under.client, noPause);
    const other = await scan(
      under,
      'another',
      another(under, () => false),
      noPause,
    );
    expect(first.logs).toBeGreaterThan(6);
    expect([again.logs <= 6, other.logs <= 6]).toEqual([true, true]);
    expect([rowsIn(again.result), rowsIn(other.result)]).toEqual([
      rowsIn(first.result),
      rowsIn(first.result),
    ]);
  });

  it.each([
    ['anything', () => true],
    ['the source', (path: string) => /\/sources\/[^/]+$/.test(path)],
    ['the logs', (path: string) => path.includes('/logs/')],
  ])('is not given to one that may not read %s', async (what, refused) => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const first = await scan(under, 'one');
    const other = await scan(under, 'another', another(under, refused));
    const { evidence } = other.result;
    const why = evidence.coverage.reads.filter((read) => read.why?.startsWith('From Pushscope’s store'));
    expect(why).toEqual([]);
    if (what !== 'the source') expect(evidence.rows).toEqual([]);
    else expect(other.logs).toBeGreaterThanOrEqual(first.logs);
    expect((await scan(under, 'one')).logs).toBeLessThanOrEqual(6);
  });

  it('is given no more ten minutes after the token last read the source, unless it reads it again', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    let may = true;
    let later = 0;
    const client: CoveoClient = {
      ...another(under, () => !may),
      now: () => under.client.now() + later,
    };
    await scan(under, 'one', client);
    may = false;
    later = 10 * 60_000;
    const refused = await scan(under, 'one', client);
    expect(refused.result.evidence.rows).toEqual([]);
    may = true;
    expect((await scan(under, 'one', client)).logs).toBeLessThanOrEqual(6);
  });
});

describe('a source that another instance reads', () => {
  it('is waited for, and what that one has stored is not read again', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const held = await takeSourceLease(placeOf(under));
    const waits: number[] = [];
    const pause: Pause = async (ms) => {
      waits.push(ms);
      if (waits.length < 3) return;
      await held?.end();
      await scan(under, 'the other instance', under.client, noPause);
    };
    const before = under.asked.length;
    const { result } = await scan(under, 'one', under.client, pause);
    const twice = under.asked.slice(before).filter((path) => path.startsWith('/sandbox/logs/')).length;
    expect(waits).toEqual([500, 500, 500]);
    expect(result.evidence.coverage.complete).toBe(true);
    // Both together ask hardly more than one alone.
    const alone = await sandboxWith('busy', { rows: 20_000 });
    await clear();
    clear = await freshProcess();
    expect(twice).toBeLessThanOrEqual((await scan(alone, 'one')).logs + 6);
  });

  it('shows how far that one is to who waits, and Stop ends the wait', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const held = await takeSourceLease(placeOf(under));
    held?.tell({ callsDone: 3, callsPlanned: 12, rowsDone: 2_000, rowsPlanned: 9_000 });
    const stopping = new AbortController();
    const heard: ScanEvent[] = [];
    let pauses = 0;
    const pause: Pause = async () => {
      pauses++;
      if (pauses === 8) stopping.abort();
    };
    const asker = {
      access: { ok: true as const, client: under.client, digest: 'one' },
      sourceId: under.sourceId,
    };
    const onEvent = (event: ScanEvent) => heard.push(event);
    await scanKept(asker, { signal: stopping.signal, onEvent, onReading: () => {} }, pause);
    await held?.end();
    expect(pauses).toBe(8);
    const numbers = { callsDone: 3, callsPlanned: 12, rowsDone: 2_000, rowsPlanned: 9_000 };
    expect(heard[0]).toMatchObject({ type: 'progress', elsewhere: true });
    expect(heard).toContainEqual({ type: 'progress', ...numbers, elsewhere: true });
  });

  it('is read after a minute all the same, and what was read is right', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const held = await takeSourceLease(placeOf(under));
    let waited = 0;
    const { result } = await scan(under, 'one', under.client, async (ms) => {
      waited += ms;
    });
    await held?.end();
    expect(waited).toBe(60_000);
    expect(result.evidence.coverage.complete).toBe(true);
  });

  it('is not waited for by a token that may not read it', async () => {
    const under = await sandboxWith('busy', { rows: 20_000 });
    const held = await takeSourceLease(placeOf(under));
    const { result } = await scan(
      under,
      'another',
      another(under, () => true),
      noPause,
    );
    await held?.end();
    expect(result.evidence.rows).toEqual([]);
  });
});
