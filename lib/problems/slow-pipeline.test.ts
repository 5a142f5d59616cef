import { expect, it } from 'vitest';
import { slowPipeline } from './slow-pipeline';

it('has words and no door yet: no text shows it, and what will look for it is declared for later', () => {
  const { id, paste, live, later, example, signs } = slowPipeline;
  expect({ id, paste, live, later, example, signs }).toEqual({
    id: 'slow-pipeline',
    paste: undefined,
    live: undefined,
    later: ['live'],
    example: null,
    signs: { statuses: [], codes: [] },
  });
});
