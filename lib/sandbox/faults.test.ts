import { expect, it } from 'vitest';
import { answerFaulty, type Fault } from './faults';

const fault = (different: Partial<Fault>): Fault => ({
  id: 'a',
  operation: 'push.status',
  headers: {},
  delayMs: 0,
  times: null,
  fired: 0,
  ...different,
});

it.each([
  ['done', 1],
  [undefined, 0],
] as const)('a 504 of the mode %s does the operation %i times, and answers 504', async (mode, times) => {
  let did = 0;
  const answer = await answerFaulty(
    fault({ status: 504, body: '{"message":"Timed out"}', mode }),
    new AbortController().signal,
    async () => {
      did += 1;
      return new Response('done', { status: 201 });
    },
  );
  expect([did, answer.status, await answer.text()]).toEqual([times, 504, '{"message":"Timed out"}']);
});
