import { afterEach, expect, it, vi } from 'vitest';
import type { RecordedLine } from '@/lib/evidence/recorded-push';
import { recordPushes } from './pushes';

afterEach(() => vi.unstubAllGlobals());

const PLACE = { region: 'sandbox', organization: 'acme', source: 'one' };
const LINES = Array.from({ length: 5_000 }, (_, minute): RecordedLine => {
  return { at: new Date(minute * 60_000).toISOString(), alive: true };
});

/** Answers one sending after the other: it takes all but the first line of each, or refuses it with a status. */
function answering(...answers: readonly (string | number)[]): number[] {
  const sent: number[] = [];
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    const answer = answers[sent.length];
    sent.push(body.split('\n').length);
    if (typeof answer === 'number') {
      const problem = {
        type: 'about:blank',
        title: 'No',
        status: answer,
        detail: 'Try again in 7 s.',
        instance: '/',
      };
      return Response.json(problem, { status: answer });
    }
    const taken = (sent.at(-1) ?? 0) - 1;
    return Response.json({ taken, takenAt: answer, alreadyKnown: 0, refused: [{ line: 1, why: 'Why.' }] });
  });
  return sent;
}

it('lines are sent in parts, and told of as if they had been sent at once', async () => {
  const sent = answering('a', 'b', 'c');
  expect(await recordPushes(PLACE, LINES)).toEqual({
    taken: 4_997,
    takenAt: ['a', 'b', 'c'],
    alreadyKnown: 0,
    refused: [1, 2_001, 4_001].map((line) => ({ line, why: 'Why.' })),
    unsent: null,
  });
  expect(sent).toEqual([2_000, 2_000, 1_000]);
});

it('what was taken before a part was refused is told, so that it can be taken back, with how much was not sent', async () => {
  const sent = answering('a', 429);
  expect(await recordPushes(PLACE, LINES)).toEqual({
    taken: 1_999,
    takenAt: ['a'],
    alreadyKnown: 0,
    refused: [{ line: 1, why: 'Why.' }],
    unsent: { lines: 3_000, why: 'Try again in 7 s.' },
  });
  expect(sent).toEqual([2_000, 2_000]);
});

it('where the first part is refused, that is what is told', async () => {
  answering(403);
  await expect(recordPushes(PLACE, LINES)).rejects.toMatchObject({ problem: { status: 403 } });
});
