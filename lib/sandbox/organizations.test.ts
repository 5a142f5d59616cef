import { expect, it } from 'vitest';
import { inUse, type Organization } from './organization';
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
  const use = (id: string, answer: () => Promise<void>) => {
    const organization = organizations.get(id);
    if (!organization) throw new Error(`There is no organization ${id}.`);
    return inUse(organization, () => now, answer);
  };
  return { ...organizations, make, advance, use };
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

it('an organization in the middle of a call is not evicted, and ten minutes after the answer it is', async () => {
  const { get, make, advance, use } = someOrganizations();
  make('in-use', 2_000_000);
  let answer = () => {};
  const answered = use('in-use', () => new Promise<void>((resolve) => (answer = resolve)));
  advance(30 * MINUTE);
  expect(make('b', 2_000_000)).toBe('full');
  answer();
  await answered;
  advance(10 * MINUTE - 1);
  expect([make('b', 2_000_000), get('in-use')?.settings.id]).toEqual(['full', 'in-use']);
  advance(1);
  expect([make('b', 2_000_000), get('in-use')]).toEqual([expect.objectContaining({}), undefined]);
});

it('a call that fails does not keep its organization for ever', async () => {
  const { make, advance, use } = someOrganizations();
  make('failed', 2_000_000);
  await expect(use('failed', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  advance(10 * MINUTE);
  expect(make('b', 2_000_000)).toMatchObject({ settings: { id: 'b' } });
});

it('nothing is evicted where that would not be enough', () => {
  const { get, make, advance, hasRoomForPushes } = someOrganizations();
  make('unused', 1_000_000);
  advance(10 * MINUTE);
  make('used', 2_000_000);
  expect([make('b', 2_000_000), get('unused')?.settings.id]).toEqual(['full', 'unused']);
  fill(get(DEMO_ID), 2_000_000);
  expect([hasRoomForPushes(), get('unused')?.settings.id]).toEqual([false, 'unused']);
});

it('no more are evicted than have to be, the longest unused first', () => {
  const { get, make, advance } = someOrganizations();
  for (const id of ['first', 'second', 'third']) {
    make(id, 1_000_000);
    advance(MINUTE);
  }
  advance(10 * MINUTE);
  make('b', 1_500_000);
  expect(['first', 'second', 'third', 'b'].filter((id) => get(id))).toEqual(['third', 'b']);
});
