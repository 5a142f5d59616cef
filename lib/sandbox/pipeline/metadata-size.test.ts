import { expect, it } from 'vitest';
import { itemBytesOf, metadataBytesOf } from './metadata-size';

it('counts the UTF-8 bytes of all values but the reserved keys, strings without quotes, others as JSON', () => {
  const item = {
    documentId: 'https://a/1',
    Data: 'body',
    title: 'Crème',
    tags: ['a', 'b'],
    price: 12.5,
    sold: true,
  };
  expect(metadataBytesOf(item)).toBe(6 + 9 + 4 + 4);
  expect(itemBytesOf(item)).toBe(6 + 9 + 4 + 4 + 11 + 4);
});
