import { expect, it } from 'vitest';
import { massDeletion } from './mass-deletion';

it('has words and no door yet: no text shows it, and what will look for it is declared for later', () => {
  const { id, paste, live, later, example, signs } = massDeletion;
  expect({ id, paste, live, later, example, signs }).toEqual({
    id: 'mass-deletion',
    paste: undefined,
    live: undefined,
    later: ['live'],
    example: null,
    signs: { statuses: [], codes: [] },
  });
});
