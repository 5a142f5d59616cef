import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { WritingPanel } from './writing-panel';

it.each([
  [false, 'Read-only. Nothing is sent that changes anything at Coveo.'],
  [
    true,
    'Read-only. Nothing new is sent that changes anything at Coveo. The canary under way goes on, so that it is deleted.',
  ],
])(
  'writing that is off does not claim that nothing is sent while a canary is under way (%s)',
  (canary, said) => {
    const html = renderToStaticMarkup(
      <WritingPanel
        organization="shop"
        until={null}
        canary={canary}
        busy={false}
        onOn={() => {}}
        onOff={() => {}}
      />,
    );
    expect(html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toBe(
      `${said} Switching writing on sends nothing either: each action below has a button of its own.Switch writing on for an hour`,
    );
  },
);
