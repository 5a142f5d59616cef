import { expect, it } from 'vitest';
import { itemsTitle } from './item-list';

it('says first how many items were not indexed since', () => {
  const items = { sample: [], total: 60 };
  expect(itemsTitle({ ...items, lost: 8 })).toBe('8 items not indexed since, of 60');
  expect(itemsTitle({ ...items, lost: 60 })).toBe('60 items not indexed since');
  expect(itemsTitle({ ...items, lost: 0 })).toBe('60 items, all indexed since');
  expect(itemsTitle({ ...items, lost: null })).toBe('60 items');
  expect(itemsTitle({ sample: [], total: 1, lost: null, what: 'pushed before and not now' })).toBe(
    '1 item pushed before and not now',
  );
});
