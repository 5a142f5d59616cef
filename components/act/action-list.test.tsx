import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ActionList } from './action-list';

it.each([
  ['read', 'Nothing was done to this source from here.'],
  ['not yet', 'Being read.'],
  ['failed', 'It could not be read just now.'],
] as const)('an empty list that is %s says no more than that', (reading, said) => {
  const html = renderToStaticMarkup(<ActionList actions={[]} reading={reading} />);
  expect(html.replace(/<[^>]*>/g, '')).toBe(`What was done${said}`);
});
