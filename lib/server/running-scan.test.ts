import { getEventListeners } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildEvidence } from '@/lib/evidence/evidence-builder';
import { firstSight } from '@/lib/evidence/first-sight';
import { SCAN_BUDGET } from '@/lib/scan/budget';
import type { ScanPlan } from '@/lib/scan/plan';
import type { ScanResult } from '@/lib/scan/scan-result';
import { processWide } from './process-wide';
import { type Scan, type ScanNews, stopRunning, watchScan } from './running-scan';
import { inTurn, SCANS_AT_A_TIME } from './scan-turns';

const SIGHT = firstSight(null, [], null);
const PLAN: ScanPlan = { mode: 'whole', why: '', steps: [], calls: 0, rows: 0, rowsPerPage: 1_000 };
const PROGRESS = { callsDone: 1, callsPlanned: 2, rowsDone: 3, rowsPlanned: 4 };
const WHOLE: ScanResult = { evidence: buildEvidence({}), sourceNotFound: null };
const PART: ScanResult = { evidence: buildEvidence({ rows: [] }), sourceNotFound: null };

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
});

/** A scan that is told when to go on: each beginning counts, an abort ends it with what it has. */
function scanUnderTest() {
  const begun: Parameters<Scan>[0][] = [];
  let finish: (result: ScanResult) => void = () => {};
  const scan: Scan = (told) => {
    begun.push(told);
    return new Promise((resolve) => {
      finish = resolve;
      if (told.signal.aborted) resolve(PART);
      told.signal.addEventListener('abort', () => resolve(PART));
    });
  };
  return { begun, scan, finish: (result: ScanResult) => finish(result) };
}

function viewer() {
  const going = new AbortController();
  const heard: ScanNews[] = [];
  return {
    signal: going.signal,
    onEvent: (news: ScanNews) => heard.push(news),
    heard,
    leave: () => going.abort(),
  };
}

it('is not kept by the signal of a viewer once it has ended', async () => {
  const { scan, finish } = scanUnderTest();
  const staying = viewer();
  const answer = watchScan('key', staying, scan);
  expect(getEventListeners(staying.signal, 'abort').length).toBe(1);
  finish(WHOLE);
  await answer;
  expect(getEventListeners(staying.signal, 'abort')).toEqual([]);
});

describe('two viewers of one source', () => {
  it('share one scan, and both hear how far it is and get its result', async () => {
    const { begun, scan, finish } = scanUnderTest();
    const [first, second] = [viewer(), viewer()];
    const answers = [watchScan('key', first, scan)];
    begun[0]?.onEvent({ type: 'plan', plan: PLAN, budget: SCAN_BUDGET, sight: SIGHT, ...PROGRESS });
    answers.push(watchScan('key', second, scan));
    begun[0]?.onEvent({ type: 'progress', ...PROGRESS });
    finish(WHOLE);
    expect(await Promise.all(answers)).toEqual([
      { result: WHOLE, whole: true },
      { result: WHOLE, whole: true },
    ]);
    const ids = [first, second].map(({ heard }) => heard[0]?.scan ?? '');
    const news = (scan = '') => [
      { type: 'plan', plan: PLAN, budget: SCAN_BUDGET, sight: SIGHT, ...PROGRESS, scan },
      { type: 'progress', ...PROGRESS, scan },
    ];
    expect({ begun: begun.length, first: first.heard, second: second.heard }).toEqual({
      begun: 1,
      first: news(ids[0]),
      second: news(ids[1]),
    });
    expect(new Set(ids).size).toBe(2);
    expect(processWide().running.size).toBe(0);
  });

  it('of whom one leaves: the scan goes on, and who left gets what was read so far', async () => {
    const { begun, scan, finish } = scanUnderTest();
    const [first, second] = [viewer(), viewer()];
    const answers = [watchScan('key', first, scan), watchScan('key', second, scan)];
    begun[0]?.onReading(() => PART);
    first.leave();
    expect(await answers[0]).toEqual({ result: PART, whole: false });
    expect(begun[0]?.signal.aborted).toBe(false);
    finish(WHOLE);
    expect(await answers[1]).toEqual({ result: WHOLE, whole: true });
  });

  it('who both leave end it', async () => {
    const { begun, scan } = scanUnderTest();
    const [first, second] = [viewer(), viewer()];
    const answers = [watchScan('key', first, scan), watchScan('key', second, scan)];
    begun[0]?.onReading(() => PART);
    first.leave();
    second.leave();
    await Promise.all(answers);
    expect(begun[0]?.signal.aborted).toBe(true);
  });

  it('of whom one stops: the scan goes on for the other, and ends with the last one; the next gets a new one', async () => {
    const { begun, scan } = scanUnderTest();
    const [first, second] = [viewer(), viewer()];
    const answers = [watchScan('key', first, scan), watchScan('key', second, scan)];
    begun[0]?.onReading(() => PART);
    begun[0]?.onEvent({ type: 'progress', ...PROGRESS });
    const [one, other] = [first, second].map(({ heard }) => heard[0]?.scan ?? '');
    expect([
      stopRunning('key', 'another'),
      stopRunning('elsewhere', one ?? ''),
      stopRunning('key', one ?? ''),
    ]).toEqual([false, false, true]);
    expect(await answers[0]).toEqual({ result: PART, whole: false });
    expect([begun[0]?.signal.aborted, stopRunning('key', one ?? '')]).toEqual([false, false]);
    expect(stopRunning('key', other ?? '')).toBe(true);
    expect(await answers[1]).toEqual({ result: PART, whole: false });
    void watchScan('key', viewer(), scan);
    expect([begun[0]?.signal.aborted, begun.length]).toEqual([true, 2]);
  });

  it('do not share what is read with another token', () => {
    const { begun, scan } = scanUnderTest();
    void watchScan('one token', viewer(), scan);
    void watchScan('another', viewer(), scan);
    expect(begun.length).toBe(2);
  });
});

describe('more scans than may run at a time', () => {
  it('wait for their turn, and are told nothing until then', async () => {
    const scans = Array.from({ length: SCANS_AT_A_TIME + 2 }, () => scanUnderTest());
    const viewers = scans.map(() => viewer());
    const answers = scans.map(({ scan }, i) =>
      watchScan(`key ${i}`, viewers[i] ?? viewer(), (told) => inTurn(told.signal, () => scan(told))),
    );
    const running = () => scans.filter(({ begun }) => begun.length > 0).length;
    expect(running()).toBe(SCANS_AT_A_TIME);
    scans[0]?.finish(WHOLE);
    await answers[0];
    expect({ running: running(), fifth: scans[SCANS_AT_A_TIME]?.begun.length }).toEqual({
      running: SCANS_AT_A_TIME + 1,
      fifth: 1,
    });
    viewers.at(-1)?.leave();
    expect(await answers.at(-1)).toEqual({ result: PART, whole: false });
    expect(processWide().turns).toEqual({ running: SCANS_AT_A_TIME, waiting: [] });
  });
});
