import { type Entry, sandboxAt } from '../sandbox-under-test';

/** For tests: when the organizations that are observed are made. */
export const START = '2026-03-10T12:00:00.000Z';
/** For tests: an hour in milliseconds. */
export const HOUR = 3_600_000;
/** For tests: a day in milliseconds. */
export const DAY = 24 * HOUR;

type Observed = Awaited<ReturnType<typeof observe>>;

const seen = new Map<string, Promise<Observed>>();

/** A scenario in all its dialects; each has tens of thousands of rows. */
const MOST_SEEN = 3;

/** What `observe` gives, computed once for neighbouring tests that move no clock. */
export function observed(scenario: string, dialect: string = 'rich'): Promise<Observed> {
  const key = `${scenario} ${dialect}`;
  const known = seen.get(key) ?? observe(scenario, dialect);
  seen.delete(key);
  seen.set(key, known);
  const [oldest] = seen.keys();
  if (seen.size > MOST_SEEN && oldest !== undefined) seen.delete(oldest);
  return known;
}

/** An organization with one scenario, and what its rows of the last week and its source say. */
export async function observe(scenario: string, dialect = 'rich', settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const organization = await sandbox.organization({ scenarios: [scenario], dialect, ...settings });
  const { call, id, source, rows } = organization;
  const model = async () => (await call('GET', `/rest/organizations/${id}/sources/${source}`)).body;
  const activities = async () =>
    Object((await call('POST', `/rest/organizations/${id}/activities/latest?perPage=2`, { body: {} })).body);
  return { ...sandbox, ...organization, model, activities, entries: await rows() };
}

/** The rows with these values. */
export const where = (entries: Entry[], wanted: Partial<Entry>) =>
  entries.filter((entry) =>
    Object.entries(wanted).every(([key, value]) =>
      Object.entries(entry).some(([k, v]) => k === key && v === value),
    ),
  );

/** Items consumed in each run, newest run first: a run ends where nothing came for an hour. */
export function runs(entries: Entry[]): { start: string; items: Entry[] }[] {
  const found: { start: string; items: Entry[] }[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (const entry of where(entries, { task: 'CONSUMING' })) {
    if (!['ADD', 'UPDATE'].includes(entry.operation)) continue;
    const time = Date.parse(entry.datetime);
    if (last - time > HOUR) found.push({ start: '', items: [] });
    last = time;
    const run = found.at(-1);
    run?.items.push(entry);
    if (run) run.start = entry.datetime;
  }
  return found;
}

/** How many rows have each value. */
export const count = (entries: Entry[], key: 'result' | 'task' | 'operation') =>
  entries.reduce<Record<string, number>>((counts, entry) => {
    counts[entry[key]] = (counts[entry[key]] ?? 0) + 1;
    return counts;
  }, {});
