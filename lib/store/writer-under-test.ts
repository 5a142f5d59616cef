import { changeIssue } from './change-issue';
import { mergeScan } from './merge-scan';
import { openStore } from './open-store';
import { keepCapture, type SourceCapture } from './source-days';

/** How many writes are under way at a time. */
export const LANES = 3;
/** The issues that every merge of the writer adds to, by their keys. */
export const KEYS = ['a', 'b', 'c'];
/** How many new rows each merge adds to each of them. */
export const ROWS = 2;

/** What the writer says after each write that was answered with success. */
export type Acknowledged =
  | { readonly merged: number }
  | { readonly noted: string; readonly id: string }
  | { readonly captured: number }
  | { readonly failed: string; readonly kind: string };

const AT = '2026-11-20T03:00:00.000Z';

/** The source that the writer writes about. */
export const PLACE = { region: 'us', organization: 'acme', source: 'x-acme' };

/**
 * A program that writes until it is killed: merges numbered from `first`, a note after each, and a capture. It says `opening`
 * before it opens the store, and one line after each write that succeeded, or failed.
 */
export async function writeUntilKilled(place: string, first: number): Promise<void> {
  say('opening');
  const isUrl = place.startsWith('postgres');
  const opened = await openStore({ dataDir: place, databaseUrl: isUrl ? place : null });
  if (!opened.ok) return say(`refused: ${opened.failure.kind}`);
  const database = opened.value;
  let next = first;
  const lane = async () => {
    for (;;) {
      const merge = next++;
      try {
        const merged = await mergeScan(database, {
          ...PLACE,
          sourceName: 'Products',
          at: AT,
          sightings: KEYS.map((key) => ({
            problem: 'out-of-sequence',
            key,
            title: 'refused',
            severity: 'error',
            unit: 'rows',
            firstSeen: AT,
            lastSeen: AT,
            rows: Array.from({ length: ROWS }, (_, row) => ({ guid: `${merge} ${row}`, at: AT })),
            captured: 'x'.repeat(5_000),
          })),
        });
        acknowledge({ merged: merge });
        const id = merged[merge % KEYS.length]?.id ?? '';
        const text = `note ${merge}`;
        await changeIssue(database, { id, who: 'Ada', at: AT, seen: null, change: { kind: 'note', text } });
        acknowledge({ noted: text, id });
        await database.write((transaction) => keepCapture(transaction, database, PLACE, capture(merge)));
        acknowledge({ captured: merge });
      } catch (error) {
        const failure = database.explain(error);
        acknowledge({ failed: failure?.text ?? String(error), kind: failure?.kind ?? 'a mistake' });
        // A server that starts again needs this machine's time more than we do.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      // Lets the other lanes begin, so that writes wait for each other.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** A look that adds its number to what is kept of its day. */
function capture(number: number): SourceCapture {
  return {
    days: [{ day: AT.slice(0, 10), merge: (known) => [...(Array.isArray(known) ? known : []), number] }],
    look: { at: AT, by: 'capture', content: null },
    keepFrom: '2026-01-01',
  };
}

function acknowledge(what: Acknowledged): void {
  say(JSON.stringify(what));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
