import { expect, it } from 'vitest';
import { unaccountedItems } from './unaccounted-items';

it('has words and no door yet: no text shows it, and what will look for it is declared for later', () => {
  const { id, paste, live, later, example, signs } = unaccountedItems;
  expect({ id, paste, live, later, example, signs }).toEqual({
    id: 'unaccounted-items',
    paste: undefined,
    live: undefined,
    later: ['live'],
    example: null,
    signs: { statuses: [], codes: [] },
  });
});
