import { expect, it } from 'vitest';
import { coveoRow } from './coveo-row';
import { exampleRow } from './example-health';

it('gives a row its names in the Source Logs API back', () => {
  expect(coveoRow(exampleRow({ meta: { duration: '0.2' } }), 'acme')).toEqual({
    datetime: '2026-11-17T02:03:04.567Z',
    guid: 'guid-1',
    id: 'https://shop.example.com/products/sku-12345',
    meta: { duration: '0.2' },
    operation: 'ADD',
    organizationId: 'acme',
    requestId: 'req-1',
    resourceId: null,
    result: 'REJECTED',
    sourceId: 'sandbox-demo-abc',
    task: 'PROCESSING',
  });
});
