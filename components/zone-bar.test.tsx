import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CapturedFacts } from './issue/captured-facts';
import { exampleCaptured, exampleLine } from './issue/example-issue';
import { IssueTable } from './issue/issue-table';
import { Moment } from './moment';
import { InZone } from './shown-zone';
import { ZoneBar } from './zone-bar';

const AT = '2026-11-17T02:03:04.567Z';
const ignore = () => {};

const textOf = (drawn: ReactNode) =>
  renderToStaticMarkup(<Tooltip.Provider>{drawn}</Tooltip.Provider>)
    .replace(/<select.*?<\/select>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
    .trim();

describe('moments', () => {
  it.each([
    ['UTC', {}, 'Tue 17 Nov 02:03 UTC'],
    ['UTC', { bare: true }, 'Tue 17 Nov 02:03'],
    ['UTC', { today: AT }, '02:03 UTC'],
    ['UTC', { precise: true }, '17 Nov 02:03:04'],
    ['America/New_York', {}, 'Mon 16 Nov 21:03 GMT-5'],
    ['America/New_York', { bare: true }, 'Mon 16 Nov 21:03'],
    ['America/New_York', { today: AT }, 'Mon 16 Nov 21:03 GMT-5'],
    ['America/New_York', { precise: true }, '16 Nov 21:03:04'],
  ] as const)('in %s, %o, are told as %s', (zone, how, text) => {
    expect(
      textOf(
        <InZone zone={zone}>
          <Moment iso={AT} {...how} />
        </InZone>,
      ),
    ).toBe(text);
  });

  it('of sentences and headings are told in the zone of the page too', () => {
    const facts = textOf(
      <InZone zone="Europe/Paris">
        <CapturedFacts captured={exampleCaptured()} />
      </InZone>,
    );
    expect(facts).toContain('in the newest run lost (34 %), Tue 17 Nov 2026 03:00 CET.');
    expect(facts).not.toContain('UTC');
    const table = textOf(
      <InZone zone="America/New_York">
        <IssueTable issues={[exampleLine()]} span={{ from: '2026-11-07', to: '2026-11-20' }} />
      </InZone>,
    );
    expect(table).toMatch(/First seen \( ?America\/New York ?\) Last seen \( ?America\/New York ?\)/);
    expect(table).toContain('last Mon 16 Nov 21:03');
  });
});

describe('a zone', () => {
  it('of a link is named, with the way back to UTC', () => {
    expect(textOf(<ZoneBar zone="Europe/Paris" linked unknown={null} onZone={ignore} />)).toBe(
      'Times in Times are in Europe/Paris, as in the link. Show UTC',
    );
  });

  it('that was chosen here needs no words', () => {
    expect(textOf(<ZoneBar zone="Europe/Paris" linked={false} unknown={null} onZone={ignore} />)).toBe(
      'Times in',
    );
  });

  it('that nobody knows is said to be none', () => {
    expect(textOf(<ZoneBar zone="UTC" linked unknown="Mars/Olympus" onZone={ignore} />)).toBe(
      'Times in The link asks for times in “Mars/Olympus”, which is no time zone that this browser knows. They are in UTC.',
    );
  });
});
