import { afterEach, beforeEach, expect, it } from 'vitest';
import { onStop, stopOnSignal } from './stopping';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Those who listened to signals before, the runner of the tests among them: they hear nothing of this file's. */
let others: { readonly signal: (typeof SIGNALS)[number]; readonly listeners: NodeJS.SignalsListener[] }[] =
  [];

beforeEach(() => {
  globalThis.pushscopeProcess = undefined;
  others = SIGNALS.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  for (const { signal } of others) process.removeAllListeners(signal);
});

afterEach(() => {
  for (const { signal, listeners } of others) {
    process.removeAllListeners(signal);
    for (const listener of listeners) process.on(signal, listener);
  }
  globalThis.pushscopeProcess = undefined;
});

it.each(SIGNALS)('by %s what waits is told to end, and whoever closes the server hears of it', (signal) => {
  const heard: string[] = [];
  stopOnSignal();
  for (const known of ['SIGTERM', 'SIGINT'] as const) process.once(known, () => heard.push('server'));
  onStop(() => heard.push('waiting'));
  process.emit(signal, signal);
  expect(heard).toEqual(['waiting', 'server']);
});
