import { expect, it } from 'vitest';
import { emptyBatch } from './empty-batch';

it('has words and no door yet: no text shows it, and what will look for it is declared for later', () => {
  const { id, paste, live, later, example, signs } = emptyBatch;
  expect({ id, paste, live, later, example, signs }).toEqual({
    id: 'empty-batch',
    paste: undefined,
    live: undefined,
    later: ['live', 'pre-flight'],
    example: null,
    signs: { statuses: [], codes: [] },
  });
});
