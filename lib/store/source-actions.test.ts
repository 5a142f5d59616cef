import { describe, expect, it } from 'vitest';
import type { Database } from './database';
import { eachOnEmptyStore } from './empty-store-under-test';
import { mergeScan } from './merge-scan';
import { readIssue } from './read-issues';
import { scanOf } from './scan-under-test';
import {
  beginAction,
  listActions,
  MOST_ENDED,
  payOwedNote,
  readAction,
  type StoredAction,
  takeAction,
  updateAction,
} from './source-actions';
import { embeddedEngine, postgresEngine } from './store-under-test';

const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };

const action = (over: Partial<StoredAction> = {}): StoredAction => ({
  ...PLACE,
  id: 'a',
  kind: 'canary',
  at: '2026-11-20T03:00:00.000Z',
  who: 'Ann',
  issue: null,
  open: true,
  holder: 'one',
  until: 1_000,
  detail: { text: 'Pushed.' },
  owed: null,
  ...over,
});

describe.each([embeddedEngine(), postgresEngine()])('actions in the store on $name', (engine) => {
  let database: Database;
  eachOnEmptyStore(engine, (opened) => {
    database = opened;
  });

  it('are kept whole, the open ones first, then the newest', async () => {
    const later = action({ id: 'b', kind: 'probe', open: false, at: '2026-11-21T03:00:00.000Z', issue: 'i' });
    await beginAction(database, action());
    await beginAction(database, later);
    await beginAction(database, action({ id: 'c', source: 'y-acme' }));
    expect(await listActions(database, PLACE, 10)).toEqual([action(), later]);
    expect([await readAction(database, 'b'), await readAction(database, 'none')]).toEqual([later, null]);
  });

  it('are one of a kind at a time on a source while they are open, whoever begins at once', async () => {
    const begun = await Promise.all([
      beginAction(database, action()),
      beginAction(database, action({ id: 'b' })),
    ]);
    expect(begun.map(({ state }) => state).sort()).toEqual(['another is open', 'begun']);
    expect(await listActions(database, PLACE, 10)).toHaveLength(1);
  });

  it('are written by who has them only, and taken over once nobody is at them', async () => {
    await beginAction(database, action());
    const progress = { id: 'a', open: true, detail: { text: 'Seen.' } };
    const take = (holder: string, nowMs: number) =>
      takeAction(database, 'a', { holder, nowMs, until: nowMs + 1_000 });
    expect(await updateAction(database, { ...progress, holder: 'two', until: 2_000 })).toBe(false);
    expect(await take('one', 999)).toBe(false);
    // One process at a time has the data folder: another holder is one that has ended.
    expect(await take('two', 999)).toBe(engine.name === 'libsql');
    expect(await take('three', 5_000)).toBe(true);
    expect(await updateAction(database, { ...progress, holder: 'one', until: 9_000 })).toBe(false);
    expect(await updateAction(database, { ...progress, holder: 'three', until: 0 })).toBe(true);
    expect(await take('three', 1)).toBe(true);
    expect(await updateAction(database, { ...progress, open: false, holder: 'three', until: 0 })).toBe(true);
    expect(await take('four', 99_000)).toBe(false);
    expect(await readAction(database, 'a')).toEqual(
      action({ open: false, holder: null, until: 0, detail: { text: 'Seen.' } }),
    );
  });

  it('owe their issue a note until it is told, once, whoever pays', async () => {
    const at = '2026-11-20T04:00:00.000Z';
    const [merged] = await mergeScan(database, scanOf(at, [{}]));
    const issue = merged?.id ?? '';
    const detail = { text: 'Canary. Gone.' };
    const owed = { who: 'Ann', at: '2026-11-20T03:00:00.000Z', detail };
    const progress = { id: 'a', holder: 'one', until: 0, open: false, detail: { text: 'Gone.' } };
    await beginAction(database, action({ issue }));
    expect(await updateAction(database, { ...progress, owed })).toBe(true);
    expect((await readAction(database, 'a'))?.owed).toEqual(owed);
    const paid = await Promise.all([payOwedNote(database, 'a'), payOwedNote(database, 'a')]);
    expect([paid.sort(), await payOwedNote(database, 'none')]).toEqual([[false, true], false]);
    const history = (await readIssue(database, issue))?.history;
    // Never before what is known of the issue.
    expect(history?.slice(1)).toEqual([{ revision: 2, at, who: 'Ann', kind: 'action', detail }]);
    expect((await readAction(database, 'a'))?.owed).toBeNull();
  });

  it('that have ended are kept up to a number, and those that owe a note beside', async () => {
    const owed = { who: 'Ann', at: '2026-11-20T03:00:00.000Z', detail: {} };
    await beginAction(database, action());
    await beginAction(database, action({ id: 'o', kind: 'idle', open: false, owed }));
    for (let n = 0; n < MOST_ENDED + 3; n++) {
      const at = new Date(Date.UTC(2026, 10, 21) + n).toISOString();
      await beginAction(database, action({ id: `p${n}`, kind: 'probe', open: false, at }));
    }
    const kept = await listActions(database, PLACE, 1_000);
    const ids = kept.map(({ id }) => id);
    expect([ids.length, ids[0], ...ids.slice(-2)]).toEqual([MOST_ENDED + 2, 'a', 'p3', 'o']);
  });
});
