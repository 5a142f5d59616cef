import { expect, it } from 'vitest';
import type { Organization } from './organization';
import { createOrganizations, DEMO_ID } from './organizations';

const MINUTE = 60_000;

function someOrganizations() {
  let now = Date.parse('2026-03-10T12:00:00.000Z');
  const organizations = createOrganizations(
    () => now,
    () => 'secret',
  );
  const make = (id: string, rows: number) => {
    const demo = organizations.get(DEMO_ID);
    if (!demo) throw new Error('The demo organization is always there.');
    const scenarios = ['busy'] as const;
    return organizations.create({
      ...demo.settings,
      id,
      key: `key of ${id}`,
      scenarios,
      rows,
      pullSource: false,
    });
  };
  const advance = (ms: number) => {
    now += ms;
  };
  return { ...organizations, make, advance };
}

/** Lets an organization hold so many rows of pushes. */
function fill(organization: Organization | undefined, rows: number) {
  const source = organization?.sources.find(({ scenario }) => scenario !== 'busy');
  if (source) source.pipeline.journal.rows = rows;
}

it('three million rows of history fit beside the demo organization, and leave room for pushes', () => {
  const { make, hasRoomForPushes } = someOrganizations();
  expect(make('a', 3_000_000)).toMatchObject({ settings: { id: 'a' } });
  expect(hasRoomForPushes()).toBe(true);
  expect(make('b', 1_000)).toBe('full');
});

it('rows of pushes count, too: those of the demo organization where they are more than its history', () => {
  const { get, make, hasRoomForPushes } = someOrganizations();
  make('a', 2_000_000);
  fill(get(DEMO_ID), 1_000_000);
  expect(hasRoomForPushes()).toBe(true);
  expect(make('b', 100_000)).toBe('full');
  fill(get(DEMO_ID), 1_200_000);
  expect(hasRoomForPushes()).toBe(false);
});

it('pushes find the room of an organization that was not used for ten minutes, and of no other', () => {
  const { get, make, hasRoomForPushes, advance } = someOrganizations();
  make('unused', 2_000_000);
  fill(get(DEMO_ID), 1_200_000);
  advance(10 * MINUTE - 1);
  expect([hasRoomForPushes(), get('unused')?.settings.id]).toEqual([false, 'unused']);
  advance(1);
  expect([hasRoomForPushes(), get('unused')]).toEqual([true, undefined]);
});
