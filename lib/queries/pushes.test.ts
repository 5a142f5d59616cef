import { afterEach, expect, it, vi } from 'vitest';
import type { RecordedLine } from '@/lib/evidence/recorded-push';
import { recordedAgain, recordPushes } from './pushes';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };
/** As many as three sendings. */
const LINES: RecordedLine[] = Array.from({ length: 5_000 }, (_, n) => ({
  at: new Date(Date.parse('2026-11-20T02:00:00.000Z') + n).toISOString(),
  alive: true,
}));

afterEach(() => vi.unstubAllGlobals());

/** Answers sendings in turn; null: the connection breaks. What was sent is counted by lines. */
function answering(answers: readonly (object | null)[]): number[] {
  const sent: number[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const answer = answers[sent.length] ?? null;
    sent.push(body.split('\n').length);
    if (answer === null) throw new TypeError('fetch failed');
    return Response.json(answer, { status: 201 });
  });
  return sent;
}

it('many lines are sent a part at a time; where a later part breaks, what was taken before is told', async () => {
  const first = { taken: 1_999, takenAt: 'a', alreadyKnown: 0, refused: [{ line: 7, why: 'No.' }] };
  const second = { taken: 2_000, takenAt: 'b', alreadyKnown: 0, refused: [] };
  const sent = answering([first, null]);
  const broken = await recordPushes(PLACE, LINES);
  expect([sent, broken]).toEqual([
    [2_000, 2_000],
    {
      ...first,
      takenAt: ['a'],
      broken: {
        why: 'The connection to Pushscope broke. Check that it runs, and try again.',
        sent: 2_000,
      },
    },
  ]);
  answering([
    { taken: 0, takenAt: null, alreadyKnown: 1_999, refused: [{ line: 7, why: 'No.' }] },
    second,
    { taken: 999, takenAt: 'c', alreadyKnown: 0, refused: [{ line: 5, why: 'No.' }] },
  ]);
  expect(recordedAgain(broken, await recordPushes(PLACE, LINES))).toEqual({
    taken: 4_998,
    takenAt: ['a', 'b', 'c'],
    alreadyKnown: 0,
    refused: [
      { line: 7, why: 'No.' },
      { line: 4_005, why: 'No.' },
    ],
    broken: null,
  });
});

it('where the first part breaks, nothing is told but why', async () => {
  answering([null]);
  await expect(recordPushes(PLACE, LINES)).rejects.toThrow('The connection to Pushscope broke.');
});
