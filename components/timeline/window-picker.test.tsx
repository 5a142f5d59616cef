import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { TimeWindow } from '@/lib/evidence/time';
import { InZone } from '../shown-zone';
import { WindowPicker } from './window-picker';

function told(window: TimeWindow, zone: string): string {
  const html = renderToStaticMarkup(
    <InZone zone={zone}>
      <WindowPicker
        window={window}
        now="2026-11-22T12:00:00.000Z"
        formId="form"
        formOpen={false}
        onForm={() => {}}
        onWindow={() => {}}
      />
    </InZone>,
  );
  return (
    html
      .split('</svg>')
      .at(-1)
      ?.replace(/<[^>]*>/g, '') ?? ''
  );
}

it('a window names its zone once, and at both ends where the clocks were changed in between', () => {
  const before = '2026-10-24T10:00:00.000Z';
  const [from, to] = ['2026-10-26T10:00:00.000Z', '2026-10-27T10:00:00.000Z'];
  expect([
    told({ from, to }, 'Europe/Paris'),
    told({ from: before, to }, 'Europe/Paris'),
    told({ from: before, to }, 'UTC'),
  ]).toEqual([
    'Mon 26 Oct 11:00 – Tue 27 Oct 11:00 CET',
    'Sat 24 Oct 12:00 CEST – Tue 27 Oct 11:00 CET',
    'Sat 24 Oct 10:00 – Tue 27 Oct 10:00 UTC',
  ]);
});
