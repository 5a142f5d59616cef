import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventStream } from './event-stream';
import { processWide } from './process-wide';
import { stopAll } from './stopping';

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
});
afterEach(() => {
  globalThis.pushscopeProcess = undefined;
});

const asked = () => new Request('http://localhost/api/o/eu/acme/s/a/scan');

it('sends its events in order and ends with its work', async () => {
  const stream = eventStream(asked(), async (send) => {
    send('plan', { calls: 2 });
    send('result', {});
  });
  expect(await stream.text()).toBe('event: plan\ndata: {"calls":2}\n\nevent: result\ndata: {}\n\n');
  expect(processWide().stops.size).toBe(0);
});

it('is not kept by the request’s signal once it has ended, and ends with it before', async () => {
  const whole = asked();
  await eventStream(whole, async () => {}).text();
  expect(getEventListeners(whole.signal, 'abort')).toEqual([]);

  const going = new AbortController();
  let ended = false;
  const left = new Request(asked(), { signal: going.signal });
  const stream = eventStream(left, (_, signal) => {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        ended = true;
        resolve();
      });
    });
  });
  going.abort();
  await stream.body?.cancel();
  expect(ended).toBe(true);
});

it.each([
  ['while it streams', 'after'],
  ['before it began', 'before'],
])('ends with a sentence when the process is asked to end %s, and so does its work', async (_, when) => {
  let stopped = false;
  if (when === 'before') stopAll();
  const stream = eventStream(asked(), (send, signal) => {
    send('plan', {});
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        stopped = true;
        resolve();
      });
    });
  });
  if (when === 'after') stopAll();
  expect(await stream.text()).toBe(
    'event: plan\ndata: {}\n\nevent: failed\ndata: {"type":"about:blank","title":"Not ready","status":503,"detail":"Pushscope is being stopped. Try again in a moment.","instance":"/api/o/eu/acme/s/a/scan"}\n\n',
  );
  expect([stopped, processWide().stops.size]).toEqual([true, 0]);
});
