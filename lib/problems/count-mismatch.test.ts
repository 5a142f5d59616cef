import { expect, it } from 'vitest';
import { countMismatch } from './count-mismatch';

it('has words and no door yet: no text shows it, and what will look for it is declared for later', () => {
  const { id, paste, live, later, example, signs } = countMismatch;
  expect({ id, paste, live, later, example, signs }).toEqual({
    id: 'count-mismatch',
    paste: undefined,
    live: undefined,
    later: ['live'],
    example: null,
    signs: { statuses: [], codes: [] },
  });
});
