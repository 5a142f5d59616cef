import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VerificationAnswer } from '@/lib/health/fix/fix-verification';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { shareLook } from './shared-look';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(async () => {
  await clear();
});

const lookedAs = (text: string) => {
  const answer: VerificationAnswer = {
    asOf: '2026-11-22T12:00:00.000Z',
    state: 'waiting',
    text,
    expectBy: null,
    followed: [],
    proof: [],
    proofTotal: 0,
    notRead: null,
  };
  return { answer, checkAfterMs: 60_000 };
};

it('does not tell the next viewer what a look came to that ended with its last viewer', async () => {
  const { client, sourceId } = await sandboxWith('healthy');
  const asker = { access: { ok: true, client, digest: 'digest' }, sourceId } as const;
  const leaving = new AbortController();
  const left = shareLook({ key: 'issue/1', asker, again: false, signal: leaving.signal }, (signal) => {
    const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return ended.then(() => lookedAs('Ended.'));
  });
  leaving.abort();
  expect(await left).toEqual(lookedAs('Ended.'));
  expect([...processWide().looks.keys()]).toEqual([]);
  const { signal } = new AbortController();
  const look = (text: string) =>
    shareLook({ key: 'issue/1', asker, again: false, signal }, async () => lookedAs(text));
  expect([(await look('Whole.')).answer.text, (await look('Asked again.')).answer.text]).toEqual([
    'Whole.',
    'Whole.',
  ]);
});
