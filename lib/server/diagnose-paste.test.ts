import type { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { diagnosePaste } from './diagnose-paste';
import { answerPaste, type PasteQuestion } from './paste-answer';

/** Threads that were started; a test plays what they do. */
const started = vi.hoisted((): ThreadUnderTest[] => []);

interface ThreadUnderTest extends EventEmitter {
  readonly terminated: () => boolean;
}

vi.mock('node:worker_threads', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Worker extends Emitter {
    #terminated = false;
    constructor() {
      super();
      started.push(this);
    }
    terminated = () => this.#terminated;
    terminate = () => {
      this.#terminated = true;
      this.emit('exit', 1);
    };
  }
  return { Worker };
});

afterEach(() => {
  started.length = 0;
});

const question = (text: string): PasteQuestion => ({
  bytes: new TextEncoder().encode(text),
  format: { kind: 'text', charset: null },
  answer: 'json',
  now: '2026-11-22T12:00:00Z',
});
const LARGE = question(' '.repeat(64 * 1024));
const PATIENT = new AbortController().signal;
const STOPPED = { ok: false, why: 'stopped' };
/** Lets what waits for its turn begin. */
const turns = () => new Promise((resolve) => setImmediate(resolve));

test('a small paste is answered without a thread', async () => {
  const small = question('HTTP/1.1 429 Too Many Requests');
  expect(await diagnosePaste(small, PATIENT)).toEqual({ ok: true, written: answerPaste(small) });
  const noText = { ...question('{}'), format: { kind: 'json' } } as const;
  expect(await diagnosePaste(noText, PATIENT)).toEqual({ ok: false, why: 'no text' });
  expect(started).toEqual([]);
});

test('a large one is answered by a thread', async () => {
  const reading = diagnosePaste(LARGE, PATIENT);
  await turns();
  const written = new TextEncoder().encode('{}');
  started[0]?.emit('message', written);
  started[0]?.emit('exit', 0);
  expect(await reading).toEqual({ ok: true, written });
});

test('a thread that breaks, or ends without an answer, is an error', async () => {
  const readings = [diagnosePaste(LARGE, PATIENT), diagnosePaste(LARGE, PATIENT)];
  const settled = Promise.allSettled(readings);
  await turns();
  started[0]?.emit('error', new Error('out of memory'));
  started[1]?.emit('exit', 3);
  expect(await settled).toEqual([
    { status: 'rejected', reason: new Error('out of memory') },
    {
      status: 'rejected',
      reason: new Error('A thread that reads a paste ended with code 3, without an answer.'),
    },
  ]);
});

test('whoever stops gets an answer at once, while reading and while waiting, and the thread ends', async () => {
  const stops = [new AbortController(), new AbortController(), new AbortController()];
  const readings = stops.map(({ signal }) => diagnosePaste(LARGE, signal));
  await turns();
  expect(started.length).toBe(2);
  stops[2]?.abort();
  expect(await readings[2]).toEqual(STOPPED);
  stops[0]?.abort();
  expect(await readings[0]).toEqual(STOPPED);
  await turns();
  expect(started.map(({ terminated }) => terminated())).toEqual([true, false]);
  stops[1]?.abort();
  expect(await readings[1]).toEqual(STOPPED);
});

test('where eight wait already the next is refused at once, and once they have gone it is read', async () => {
  const stops = Array.from({ length: 10 }, () => new AbortController());
  const readings = stops.map(({ signal }) => diagnosePaste(LARGE, signal));
  await turns();
  expect(await diagnosePaste(LARGE, PATIENT)).toEqual({ ok: false, why: 'busy' });
  expect((await diagnosePaste(question('HTTP/1.1 429'), PATIENT)).ok).toBe(true);
  for (const stop of stops) stop.abort();
  expect(await Promise.all(readings)).toEqual(readings.map(() => STOPPED));
  await turns();
  await turns();
  const next = diagnosePaste(LARGE, PATIENT);
  await turns();
  const written = new TextEncoder().encode('{}');
  started.at(-1)?.emit('message', written);
  started.at(-1)?.emit('exit', 0);
  expect(await next).toEqual({ ok: true, written });
});
