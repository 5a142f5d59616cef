import type { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AddCalls } from './add-calls';

const BOX: ComponentProps<typeof AddCalls> = {
  text: 'PUT …',
  held: null,
  reading: 'idle',
  read: { lines: 3, accepted: 3, refused: 0, unanswered: 0, leftOut: [] },
  zones: [{ zone: 'Z', words: 'UTC' }],
  zone: 'Z',
  sent: null,
  failure: null,
  busy: false,
  onZone: () => {},
  onText: () => {},
  onPaste: () => false,
  onFiles: () => {},
  onExample: () => {},
  onStop: () => {},
  onSend: () => {},
  onForget: null,
  onClear: () => {},
};

/** The names of the buttons of a box, those of no use now in brackets, and its words beside. */
function shown(props: Partial<ComponentProps<typeof AddCalls>>) {
  const html = renderToStaticMarkup(<AddCalls {...BOX} {...props} />);
  const buttons = [...html.matchAll(/<button([^>]*)>(.*?)<\/button>/g)].map(
    ([, attributes = '', inside = '']) => {
      const name = inside.replace(/<[^>]*>/g, '');
      // One that is busy keeps the focus, so it is not disabled as such.
      return / aria-disabled="true"/.test(attributes) ? `[${name}]` : name;
    },
  );
  return { buttons, isLocked: /<textarea[^>]* readOnly=""/i.test(html), html };
}

it('offers to record what was read', () => {
  expect(shown({})).toMatchObject({
    buttons: ['Open a file', 'Try with an example', 'Clear', 'Record 3 lines'],
    isLocked: false,
  });
});

it.each(['reading', 'slow', 'stopped', 'failed'] as const)(
  'neither tells nor records what was read before while a reading is %s',
  (reading) => {
    const { buttons, html } = shown({ reading });
    expect([buttons.some((name) => name.includes('Record')), html.includes('3 accepted')]).toEqual([
      false,
      false,
    ]);
  },
);

it('takes nothing else while it sends: what came would be dropped with what was sent', () => {
  const { buttons, isLocked, html } = shown({ busy: true });
  expect([buttons, isLocked, /<select[^>]* disabled=""/.test(html)]).toEqual([
    ['[Open a file]', '[Try with an example]', '[Clear]', '[Sending…]'],
    true,
    true,
  ]);
});
