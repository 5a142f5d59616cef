import { describe, expect, it } from 'vitest';
import type { NewCapsule } from './capsule';
import {
  findCapsule,
  keepCapsule,
  listCapsules,
  MOST_OPEN,
  openAmong,
  revokeCapsule,
  whoMayRevoke,
} from './capsules';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { embeddedEngine, postgresEngine } from './store-under-test';

const MADE = '2026-11-22T12:00:00.000Z';
const BEFORE = '2026-12-22T11:59:59.999Z';
const EXPIRY = '2026-12-22T12:00:00.000Z';
const ACME = { region: 'eu', organization: 'acme' };
const OTHER = { region: 'us', organization: 'acme' };

const capsule = (over: Partial<NewCapsule> = {}): NewCapsule => ({
  id: 'first',
  kind: 'issue',
  place: ACME,
  title: 'Out of sequence operation',
  about: '412 items refused · Products',
  content: '{"text":"é \\u0000 \\ud800 𝄞"}',
  sha256: 'ab'.repeat(32),
  madeAt: MADE,
  expiresAt: EXPIRY,
  revokeHash: null,
  ...over,
});

const line = (over: object = {}) => ({
  id: 'first',
  kind: 'issue',
  place: ACME,
  title: 'Out of sequence operation',
  about: '412 items refused · Products',
  sha256: 'ab'.repeat(32),
  madeAt: MADE,
  expiresAt: EXPIRY,
  revokedAt: null,
  ...over,
});

describe.each([embeddedEngine(), postgresEngine()])('capsules on $name', (engine) => {
  let database: Database;
  eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  const contents = async () => {
    const rows = await database.read.selectFrom('capsule_contents').select('capsule_id').execute();
    return rows.map(({ capsule_id }) => capsule_id).sort();
  };

  it('are given back character by character until they expire, and not at that moment', async () => {
    expect(await keepCapsule(database, capsule())).toBe('kept');
    expect(await findCapsule(database, 'first', BEFORE)).toEqual({
      state: 'open',
      line: line(),
      content: capsule().content,
    });
    expect(await findCapsule(database, 'first', EXPIRY)).toEqual({
      state: 'gone',
      line: line({ about: null }),
      why: 'expired',
    });
    expect(await findCapsule(database, 'another', MADE)).toBeNull();
  });

  it('lose their content at the next write after they expired; title and dates stay', async () => {
    await keepCapsule(database, capsule());
    await keepCapsule(database, capsule({ id: 'longer', expiresAt: '2027-01-22T12:00:00.000Z' }));
    await keepCapsule(
      database,
      capsule({ id: 'next', madeAt: EXPIRY, expiresAt: '2027-01-01T00:00:00.000Z' }),
    );
    expect(await contents()).toEqual(['longer', 'next']);
    // Even for a clock that has gone back since.
    expect(await findCapsule(database, 'first', BEFORE)).toEqual({
      state: 'gone',
      line: line({ about: null }),
      why: 'expired',
    });
  });

  it('that are revoked lose their content at once, and a second time changes nothing', async () => {
    await keepCapsule(database, capsule());
    await keepCapsule(database, capsule({ id: 'second' }));
    await revokeCapsule(database, 'first', '2026-11-23T00:00:00.000Z');
    await revokeCapsule(database, 'first', '2026-11-24T00:00:00.000Z');
    await revokeCapsule(database, 'another', '2026-11-24T00:00:00.000Z');
    expect(await findCapsule(database, 'first', BEFORE)).toEqual({
      state: 'gone',
      line: line({ about: null, revokedAt: '2026-11-23T00:00:00.000Z' }),
      why: 'revoked',
    });
    expect(await contents()).toEqual(['second']);
  });

  it('that expired before they were revoked stay expired', async () => {
    await keepCapsule(database, capsule());
    await revokeCapsule(database, 'first', '2027-01-01T00:00:00.000Z');
    expect(await findCapsule(database, 'first', EXPIRY)).toMatchObject({ state: 'gone', why: 'expired' });
  });

  it('are listed for their organization and region alone, newest first, with those that are gone', async () => {
    await keepCapsule(database, capsule());
    await keepCapsule(database, capsule({ id: 'later', madeAt: '2026-11-22T13:00:00.000Z' }));
    await keepCapsule(database, capsule({ id: 'revoked' }));
    await keepCapsule(database, capsule({ id: 'elsewhere', place: OTHER }));
    await keepCapsule(database, capsule({ id: 'nobody', place: null, kind: 'diagnosis', revokeHash: 'h' }));
    await revokeCapsule(database, 'revoked', '2026-11-23T00:00:00.000Z');
    const list = async (limit: number, now = BEFORE) =>
      listCapsules(database, { places: [ACME], now, limit });
    expect(await list(3)).toEqual({
      capsules: [
        line({ id: 'later', madeAt: '2026-11-22T13:00:00.000Z' }),
        line(),
        line({ id: 'revoked', about: null, revokedAt: '2026-11-23T00:00:00.000Z' }),
      ],
      next: null,
    });
    expect(await list(1, EXPIRY)).toEqual({
      capsules: [line({ id: 'later', madeAt: '2026-11-22T13:00:00.000Z', about: null })],
      next: `${Date.parse('2026-11-22T13:00:00.000Z')}-later`,
    });
    const everywhere = await listCapsules(database, { places: [ACME, OTHER], now: BEFORE, limit: 9 });
    expect(everywhere.capsules.map(({ id }) => id)).toEqual(['later', 'elsewhere', 'first', 'revoked']);
    expect(await listCapsules(database, { places: [], now: BEFORE, limit: 9 })).toEqual({
      capsules: [],
      next: null,
    });
  });

  it('are listed page after page, each once, also those that were made in the same moment', async () => {
    const later = '2026-11-22T13:00:00.000Z';
    for (const id of ['d', 'b', 'a']) await keepCapsule(database, capsule({ id }));
    for (const id of ['c', 'e']) await keepCapsule(database, capsule({ id, place: OTHER }));
    await keepCapsule(database, capsule({ id: 'z', place: OTHER, madeAt: later }));
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const page = await listCapsules(database, {
        places: [ACME, OTHER],
        now: BEFORE,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(page.capsules.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(pages).toEqual([
      ['z', 'a'],
      ['b', 'c'],
      ['d', 'e'],
    ]);
    const query = { places: [ACME], now: BEFORE, limit: 1 };
    expect(await listCapsules(database, { ...query, cursor: 'made up' })).toEqual(
      await listCapsules(database, query),
    );
  });

  it('say who may revoke them', async () => {
    await keepCapsule(database, capsule());
    await keepCapsule(database, capsule({ id: 'nobody', place: null, revokeHash: 'h' }));
    expect(await whoMayRevoke(database, 'first')).toEqual({ place: ACME, revokeHash: null });
    expect(await whoMayRevoke(database, 'nobody')).toEqual({ place: null, revokeHash: 'h' });
    expect(await whoMayRevoke(database, 'another')).toBeNull();
  });

  it.each([
    ['an organization', ACME, OTHER],
    ['none', null, ACME],
  ])('of %s are taken up to a number of open ones', async (_name, full, free) => {
    await database.write(async (transaction) => {
      const dates = { made_at: Date.parse(MADE), expires_at: Date.parse(EXPIRY) };
      const ids = Array.from({ length: MOST_OPEN }, (_, index) => `n${index}`);
      const parts = [ids.slice(0, MOST_OPEN / 2), ids.slice(MOST_OPEN / 2)];
      for (const part of parts) {
        await transaction
          .insertInto('capsules')
          .values(
            part.map((id) => ({
              ...dates,
              id,
              kind: 'timeline',
              region: full?.region ?? null,
              organization: full?.organization ?? null,
              title: '',
              sha256: '',
              revoked_at: null,
              revoke_hash: null,
            })),
          )
          .execute();
        await transaction
          .insertInto('capsule_contents')
          .values(
            part.map((id) => ({ capsule_id: id, expires_at: dates.expires_at, about: '', content: '' })),
          )
          .execute();
      }
    });
    expect(await keepCapsule(database, capsule({ id: 'one too many', place: full }))).toBe('too many');
    expect(await findCapsule(database, 'one too many', MADE)).toBeNull();
    expect(await keepCapsule(database, capsule({ place: free }))).toBe('kept');
    await revokeCapsule(database, 'n0', MADE);
    expect(await keepCapsule(database, capsule({ id: 'in its place', place: full }))).toBe('kept');
  });

  it('are taken of one who saves until they have as many open as there is room left', async () => {
    await keepCapsule(database, capsule());
    await keepCapsule(database, capsule({ id: 'revoked' }));
    await keepCapsule(database, capsule({ id: 'short', expiresAt: BEFORE }));
    await revokeCapsule(database, 'revoked', MADE);
    const ids = ['first', 'revoked', 'short', 'never there'];
    expect([...(await openAmong(database, ids, MADE))].sort()).toEqual(['first', 'short']);
    expect(await openAmong(database, ids, BEFORE)).toEqual(['first']);
    expect(await openAmong(database, [], MADE)).toEqual([]);
    const room = MOST_OPEN - 2;
    expect(await keepCapsule(database, capsule({ id: 'one too many' }), room)).toBe('too many of one');
    expect(await keepCapsule(database, capsule({ id: 'the last' }), room - 1)).toBe('kept');
    expect(await keepCapsule(database, capsule({ id: 'elsewhere', place: OTHER }), room)).toBe('kept');
  });
});
