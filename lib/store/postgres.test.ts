import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { changeIssue } from './change-issue';
import { killWriter, whatIsMissing } from './killing-under-test';
import { mergeScan } from './merge-scan';
import { openPostgres } from './postgres';
import { listIssues, readIssue } from './read-issues';
import { scanOf } from './scan-under-test';
import { postgresEngine, type StorePlace } from './store-under-test';

const AT = '2026-11-20T03:00:00.000Z';

describe('instances on one PostgreSQL', () => {
  const engine = postgresEngine();
  let place: StorePlace;
  beforeEach(async ({ skip }) => {
    const made = await engine.place();
    if ('skipped' in made) return skip(made.skipped);
    place = made;
  }, 60_000);
  afterAll(() => engine.end());

  it('may all start at once on an empty database', async () => {
    const databases = await Promise.all(Array.from({ length: 5 }, () => place.open()));
    expect(await Promise.all(databases.map((database) => listIssues(database, everything)))).toEqual(
      databases.map(() => ({ issues: [], next: null, days: null })),
    );
    await Promise.all(databases.map((database) => database.close()));
  });

  it('lose nothing when many merge the same issues at once, in any order, while others change them', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => place.open()));
    const [first] = databases;
    if (!first) throw new Error('No database was opened.');
    const keys = ['a', 'b', 'c', 'd', 'e'];
    // Each merge sees four of the five issues, beginning with another one.
    const merges = Array.from({ length: 20 }, (_, n) => {
      const seen = keys.map((_, at) => keys[(at + n) % keys.length] ?? '').slice(0, 4);
      return n % 2 === 0 ? seen : seen.reverse();
    });
    const merged = await Promise.all(
      merges.map((seen, n) =>
        mergeScan(
          databases[n % databases.length] ?? first,
          scanOf(
            AT,
            seen.map((key) => ({ key, title: key, rows: [{ guid: `${n}`, at: AT }] })),
          ),
        ),
      ),
    );
    expect(merged.flat().filter(({ what }) => what === 'opened').length).toBe(keys.length);
    const { issues } = await listIssues(first, everything);
    await Promise.all(
      issues.flatMap(({ id }, n) =>
        Array.from({ length: 10 }, (_, note) => {
          const change = { kind: 'note', text: `${note}` } as const;
          return changeIssue(databases[(n + note) % databases.length] ?? first, {
            id,
            who: 'Ada',
            at: AT,
            seen: null,
            change,
          });
        }),
      ),
    );
    for (const { id, title } of issues) {
      const issue = await readIssue(first, id);
      expect([issue?.count, issue?.revision, issue?.history.length]).toEqual([
        merges.filter((seen) => seen.includes(title)).length,
        11,
        11,
      ]);
    }
    await Promise.all(databases.map((database) => database.close()));
  });

  it('lose nothing acknowledged when the server itself is killed, say so, and go on once it is back', async () => {
    let crashed: Promise<void> | null = null;
    let before = 0;
    const written = await killWriter({
      place: place.at,
      first: 0,
      isEnough: ({ merged, failures }) => {
        if (merged.length >= 10 && crashed === null) crashed = engine.crash();
        if (failures.length === 0) before = merged.length;
        return failures.length > 0 && merged.length > before + 3;
      },
    });
    await crashed;
    expect(written.failures.filter(({ kind }) => kind !== 'unreachable')).toEqual([]);
    const database = await place.open();
    expect(await whatIsMissing(database, [written], 2)).toEqual([]);
    await database.close();
  }, 60_000);
});

const everything = { places: [{ region: 'us', organization: 'acme' }], limit: 100 };

it.each([
  ['mysql://localhost/pushscope', 'DATABASE_URL is no address of a PostgreSQL database'],
  ['localhost:5432', 'DATABASE_URL is no address of a PostgreSQL database'],
  ['postgres://ada:hunter2@127.0.0.1:1/pushscope', 'cannot be used (ECONNREFUSED)'],
])('says that %s is not to be reached, without the password', async (url, sentence) => {
  const opened = await openPostgres(url);
  expect(opened).toEqual({
    ok: false,
    failure: { kind: 'unreachable', text: expect.stringContaining(sentence) },
  });
  expect(JSON.stringify(opened)).not.toContain('hunter2');
});
