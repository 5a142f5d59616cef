import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/evidence/json';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { keepCapture, readDays, type SourceCapture } from './source-days';
import { embeddedEngine, postgresEngine } from './store-under-test';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };
const ALL = { from: '2000-01-01', to: '2100-01-01' };

/** A look at noon of a day that adds a word to what is kept of some days. */
const capture = (
  day: string,
  {
    word = 'seen',
    days = [day],
    ...over
  }: { word?: string; days?: string[] } & Partial<SourceCapture['look'] & { keepFrom: string }> = {},
): SourceCapture => ({
  days: days.map((one) => ({ day: one, merge: (known) => [...words(known), word] })),
  look: { at: `${day}T12:00:00.000Z`, by: 'looking', content: { word }, ...over },
  keepFrom: over.keepFrom ?? '2000-01-01',
});

const words = (known: Json): readonly Json[] => (Array.isArray(known) ? known : []);

describe.each([embeddedEngine(), postgresEngine()])('the days of sources on $name', (engine) => {
  let database: Database;
  const store = eachOnEmptyStore(engine, (empty) => {
    database = empty;
  });

  const keep = (what: SourceCapture, source = PLACE) =>
    database.write((transaction) => keepCapture(transaction, database, source, what));

  it('are kept, oldest first, with the newest look of each and how often it was looked', async () => {
    await keep(capture('2026-11-21', { days: ['2026-11-20', '2026-11-19'] }));
    expect(await readDays(database, PLACE, ALL)).toEqual([
      { day: '2026-11-19', content: ['seen'], look: null },
      { day: '2026-11-20', content: ['seen'], look: null },
      { day: '2026-11-21', content: null, look: { content: { word: 'seen' }, looking: 1, capture: 0 } },
    ]);
    await keep(capture('2026-11-21', { word: 'later', by: 'capture', at: '2026-11-21T13:00:00.000Z' }));
    await keep(capture('2026-11-21', { word: 'earlier', days: [], at: '2026-11-21T11:00:00.000Z' }));
    expect(await readDays(database, PLACE, { from: '2026-11-20', to: '2026-11-21' })).toEqual([
      { day: '2026-11-20', content: ['seen'], look: null },
      {
        day: '2026-11-21',
        content: ['later'],
        look: { content: { word: 'later' }, looking: 2, capture: 1 },
      },
    ]);
  });

  it('are merged with what was committed before, whoever comes at once', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(many.map((word) => keep(capture('2026-11-20', { word }))));
    const [day] = await readDays(database, PLACE, ALL);
    expect([...words(day?.content ?? null)].sort()).toEqual(many);
    expect(day?.look).toMatchObject({ looking: 6, capture: 0 });
  });

  it('belong to one source of one organization in one region', async () => {
    const others = [
      { ...PLACE, source: 'y-acme' },
      { ...PLACE, organization: 'umbrella' },
      { ...PLACE, region: 'eu' },
    ];
    for (const other of others) await keep(capture('2026-11-20', { word: other.source }), other);
    expect(await readDays(database, PLACE, ALL)).toEqual([]);
  });

  it('are cleared away when they are old, of all sources, a bounded number at once', async () => {
    const days = Array.from({ length: 250 }, (_, n) =>
      new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10),
    );
    const other = { ...PLACE, source: 'y-acme' };
    await keep(capture('2025-01-01', { days }), other);
    await keep(capture('2025-09-08', { days: [], keepFrom: '2025-09-08' }));
    const left = await readDays(database, other, ALL);
    expect(left.map(({ day }) => day)).toEqual(days.slice(200));
    expect(await readDays(database, PLACE, ALL)).toMatchObject([{ day: '2025-09-08', content: null }]);
    await keep(capture('2025-09-08', { keepFrom: '2025-09-08' }));
    expect(await readDays(database, other, ALL)).toEqual([]);
  });

  it('are kept or not as a whole with what else the transaction writes', async () => {
    const broken = database.write(async (transaction) => {
      await keepCapture(transaction, database, PLACE, capture('2026-11-20'));
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect(await readDays(database, PLACE, ALL)).toEqual([]);
  });

  it('outlive a restart', async () => {
    await keep(capture('2026-11-20'));
    const before = await readDays(database, PLACE, ALL);
    await store.close();
    await store.open();
    expect(await readDays(database, PLACE, ALL)).toEqual(before);
  });
});
