import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { killWriter, type Written, whatIsMissing } from './killing-under-test';
import { embeddedEngine, postgresEngine } from './store-under-test';

/** After how many acknowledgements the writer is killed, round by round; 0 while it opens the store. */
const ROUNDS = [0, 0, 1, 0, 2, 3, 4, 5, 7, 10, 14, 19, 26, 40];

const acknowledged = ({ merged, notes }: Written) => merged.length + notes.length;
/** Rounds must not merge the same rows: each has its own numbers. */
const firstOf = (round: number) => round * 10_000;

describe.each([embeddedEngine(), postgresEngine()])('kill -9 and $name', (engine) => {
  afterAll(() => engine.end());

  it('loses nothing that was acknowledged, and leaves nothing by halves, wherever the writer is killed', async ({
    skip,
  }) => {
    const place = await engine.place();
    if ('skipped' in place) return skip(place.skipped);
    const all: Written[] = [];
    for (const [round, enough] of ROUNDS.entries()) {
      all.push(
        await killWriter({
          place: place.at,
          first: firstOf(round),
          isEnough: (written) => acknowledged(written) >= enough,
        }),
      );
      const database = await place.open();
      expect([round, await whatIsMissing(database, all)]).toEqual([round, []]);
      await database.close();
    }
    expect(all.map(acknowledged).every((count, round) => count >= (ROUNDS[round] ?? 0))).toBe(true);
    expect(all.flatMap(({ failures }) => failures)).toEqual([]);
    await place.clear();
  }, 120_000);
});

it('a new folder can be opened after the first start was killed', async () => {
  for (let round = 0; round < 4; round++) {
    const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-killed-'));
    const written = await killWriter({ place: folder, first: 0, isEnough: () => true });
    expect(written.said).toEqual(['opening']);
    const again = await killWriter({
      place: folder,
      first: 10_000,
      isEnough: (more) => more.merged.length > 0 || more.said.length > 1,
    });
    expect(again.said).toEqual(['opening']);
    await rm(folder, { recursive: true });
  }
}, 60_000);
