import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { COMPLETE } from '@/lib/evidence/coverage';
import { explain, observed } from '@/lib/health/item/item-under-test';
import { ItemHistory } from './item-history';

it.each([
  ['complete', 'Nothing that Coveo still has names exactly this item.'],
  ['partial', 'No row of it was read, and not all could be.'],
] as const)(
  'without an operation, where the rows were read %s, says no more than is known',
  (state, words) => {
    const report = explain(observed([], { part: { ...COMPLETE, state } }));
    const html = renderToStaticMarkup(
      <ItemHistory report={report} organization="acme" open={null} onRow={() => {}} />,
    );
    expect(html).toContain(`>${words}<`);
  },
);
