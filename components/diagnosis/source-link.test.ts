import { expect, test } from 'vitest';
import type { NamedFact } from '@/lib/diagnosis/report';
import { sourceLinks } from './source-link';

const factsOf = (values: readonly (readonly [name: string, value: string])[]): NamedFact[] =>
  values.map(([name, value]) => ({ name, value, span: [0, 1] }));
const PLACE = [
  ['region', 'eu'],
  ['organization', 'acme'],
  ['source', 'abc-acme'],
] as const;

test('a paste that names region, organization, source and moment leads to the two hours around it', () => {
  expect(sourceLinks(factsOf([...PLACE, ['serverTime', '2026-11-17T02:03:04Z']]))).toEqual([
    {
      organization: 'acme',
      source: 'abc-acme',
      path: '/o/eu/acme/s/abc-acme?from=2026-11-17T01%3A03%3A00.000Z&to=2026-11-17T03%3A03%3A00.000Z',
      moment: '2026-11-17T02:03:04.000Z',
    },
  ]);
});

test('without a moment it leads to the page as it is', () => {
  expect(sourceLinks(factsOf([...PLACE, ['orderingIdMoment', 'long ago']]))).toEqual([
    { organization: 'acme', source: 'abc-acme', path: '/o/eu/acme/s/abc-acme', moment: null },
  ]);
});

test('what the server says of the time goes before what an ordering id says', () => {
  const links = sourceLinks(
    factsOf([...PLACE, ['orderingIdMoment', '2020-01-01T00:00:00Z'], ['serverTime', '2026-11-17T02:00:00Z']]),
  );
  expect(links.map(({ moment }) => moment)).toEqual(['2026-11-17T02:00:00.000Z']);
});

test('each of several sources has its link, and ids stay inside of the path', () => {
  const facts = factsOf([...PLACE, ['source', 'x/../y?z-acme']]);
  expect(sourceLinks(facts).map(({ path }) => path)).toEqual([
    '/o/eu/acme/s/abc-acme',
    '/o/eu/acme/s/x%2F..%2Fy%3Fz-acme',
  ]);
});

test.each([
  ['no region', PLACE.slice(1)],
  ['no source', PLACE.slice(0, 2)],
  ['two organizations', [...PLACE, ['organization', 'other'] as const]],
  ['two regions', [...PLACE, ['region', 'us'] as const]],
  ['a region that is none', [['region', 'moon'] as const, ...PLACE.slice(1)]],
])('%s, no link', (_, values) => {
  expect(sourceLinks(factsOf(values))).toEqual([]);
});
