import { describe, expect, it } from 'vitest';
import { linkedMoment, sharedLink } from './shared-link';

const PAGE = 'https://pushscope.example/o/eu/acme/s/catalog';
const WINDOW = { from: '2026-11-15T14:32:00.000Z', to: '2026-11-22T14:32:00.000Z' };

describe('a link to a page', () => {
  it.each([
    [
      'has the window that is shown',
      PAGE,
      { window: WINDOW },
      `${PAGE}?from=2026-11-15T14%3A32%3A00.000Z&to=2026-11-22T14%3A32%3A00.000Z`,
    ],
    [
      'has it in place of what stood in the address, and keeps the rest',
      `${PAGE}?view=table&from=2026-11-01T00:00:00%2B01:00&row=a%26b#end`,
      { window: WINDOW },
      `${PAGE}?view=table&from=2026-11-15T14%3A32%3A00.000Z&row=a%26b&to=2026-11-22T14%3A32%3A00.000Z#end`,
    ],
    [
      'has a moment in place of an age',
      'https://pushscope.example/o/eu/acme/issues?since=7d&state=open',
      { since: '2026-11-15T14:32:00.000Z' },
      'https://pushscope.example/o/eu/acme/issues?since=2026-11-15T14%3A32%3A00.000Z&state=open',
    ],
    [
      'has the zone, readable',
      `${PAGE}?a=b%2Fc`,
      { zone: 'America/Argentina/Salta' },
      `${PAGE}?a=b%2Fc&zone=America/Argentina/Salta`,
    ],
    ['does not mention UTC', `${PAGE}?zone=Asia/Tokyo`, { zone: 'UTC' }, PAGE],
    ['is the address itself where nothing is relative', `${PAGE}?q=x`, {}, `${PAGE}?q=x`],
  ])('%s', (_name, address, times, link) => {
    expect(sharedLink(address, times)).toBe(link);
  });
});

describe('a moment in a link', () => {
  it.each([
    ['2026-11-15T14:32:00Z', '2026-11-15T14:32:00.000Z'],
    ['2026-11-15T23:32:00.5+09:00', '2026-11-15T14:32:00.500Z'],
    ['2026-11-15T14:32:00', null],
    ['2026-11-15', null],
    ['2026-13-45T00:00:00Z', null],
    ['7d', null],
    ['', null],
  ])('%s is %s', (text, moment) => {
    expect(linkedMoment(text)).toBe(moment);
  });
});
