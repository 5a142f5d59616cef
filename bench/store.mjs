import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { bundle } from '../scripts/bundle.mjs';
import { startPostgres } from '../scripts/postgres.mjs';

const MB = 1024 * 1024;
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-20T03:00:00.000Z');
const SOURCES = 100;
const PROBLEMS = ['out-of-sequence', 'metadata-too-large', 'rejected-unexplained', 'batch-failed'];
/** Rows that a finding begins with, over three days. */
const ROWS = 30;
/** How many rows are kept of a finding, of about 300 bytes each. */
const KEPT_ROWS = 10;
const PLACE = { region: 'us', organization: 'acme' };

/**
 * The store on both engines, each with 10 and with 100,000 issues: what the pages read, merges of 10, 100 and 1,000
 * findings that are new and that were seen before, start-up and size. Each is measured in this process. Answers the
 * rows of the report.
 */
export async function run() {
  const store = {
    ...(await import(await bundle('lib/store/open-store.ts', 'lib'))),
    ...(await import(await bundle('lib/store/merge-scan.ts', 'lib'))),
    ...(await import(await bundle('lib/store/read-issues.ts', 'lib'))),
  };
  const rows = [];
  for (const issues of [10, 100_000]) {
    rows.push(...(await onLibsql((place) => measure(store, 'libsql', place, issues))));
    rows.push(...(await onPostgres((place) => measure(store, 'PostgreSQL', place, issues))));
  }
  return rows;
}

async function onLibsql(work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'pushscope-bench-'));
  try {
    return await work({ dataDir, databaseUrl: null, bytes: () => folderBytes(dataDir) });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function onPostgres(work) {
  const server = await startPostgres();
  if (!server.ok) {
    console.error(server.why);
    return [];
  }
  const bytes = async (database) => {
    const { rows } = await sql`select pg_database_size(current_database()) as bytes`.execute(database.read);
    return rows[0].bytes;
  };
  try {
    return await work({ dataDir: '', databaseUrl: server.url, bytes });
  } finally {
    await server.stop();
  }
}

async function measure(store, engine, place, issues) {
  const params = { engine, issues };
  const open = async () => {
    const opened = await store.openStore(place);
    if (!opened.ok) throw new Error(opened.failure.text);
    return opened.value;
  };
  let database = await open();
  const ids = [];
  const fill = await timed(async () => {
    const each = Math.max(1, issues / SOURCES);
    for (let source = 0; ids.length < issues; source += 1) {
      const merged = await store.mergeScan(database, scan(source, Math.min(each, issues - ids.length)));
      ids.push(...merged.map(({ id }) => id));
    }
  });
  const result = [row('fill the store', params, { wallMs: fill })];
  await database.close();
  const starts = [];
  for (let time = 0; time < 5; time += 1) {
    starts.push(
      await timed(async () => {
        database = await open();
      }),
    );
    if (time < 4) await database.close();
  }
  result.push(row('start-up of an existing database', params, quantiles(starts)));
  result.push(row('size on disk', params, { diskMb: (await place.bytes(database)) / MB }));

  const random = numbers();
  const any = () => ids[random(ids.length)];
  // As the pages ask: fifty lines, with what was seen of each on the last fourteen days.
  const days = { count: 14, now: new Date(NOW).toISOString() };
  const list = (filter) => () => store.listIssues(database, { places: [PLACE], limit: 50, days, ...filter });
  const { next } = await store.listIssues(database, { places: [PLACE], limit: Math.max(1, issues / 2) });
  const reads = {
    'issue page data': () => store.readIssue(database, any()),
    'list of an organization': list({}),
    'list from its middle on': list({ cursor: next ?? '' }),
    'list of a source': list({ source: 'source-7' }),
    'list of a problem': list({ problem: 'batch-failed' }),
    'list of a problem that nobody has': list({ problem: 'silent-source' }),
    'list of resolved issues, of which there are none': list({ states: ['resolved'] }),
    'list of open and acknowledged issues of a day': list({
      states: ['open', 'acknowledged'],
      seenSince: new Date(NOW - DAY_MS).toISOString(),
    }),
  };
  for (const [name, read] of Object.entries(reads)) result.push(row(name, params, await repeat(read, 400)));

  for (const findings of [10, 100, 1_000]) {
    let source = SOURCES + findings;
    const nextScan = () => {
      source += 1_000;
      return scan(source, findings);
    };
    const first = await repeat(() => store.mergeScan(database, nextScan()), 10, 1);
    result.push(row('merge of new findings', { ...params, findings }, first));
    const again = await repeat(() => store.mergeScan(database, scan(source, findings)), 10, 1);
    result.push(row('merge of findings seen before', { ...params, findings }, again));
  }
  await database.close();
  return result;
}

/** A scan of one source. */
function scan(source, findings) {
  return {
    ...PLACE,
    source: `source-${source}`,
    sourceName: `Source ${source}`,
    at: new Date(NOW).toISOString(),
    sightings: Array.from({ length: findings }, (_, finding) => ({
      problem: PROBLEMS[finding % PROBLEMS.length],
      key: `${finding}`,
      title: `${ROWS} items refused`,
      severity: 'error',
      unit: 'rows',
      firstSeen: new Date(NOW - 3 * DAY_MS).toISOString(),
      lastSeen: new Date(NOW - ((source * 31 + finding) % 10_000) * 60_000).toISOString(),
      rows: Array.from({ length: ROWS }, (_, number) => ({
        guid: `${source} ${finding} ${number}`,
        at: new Date(NOW - (number % 3) * DAY_MS).toISOString(),
      })),
      captured: { rows: evidence(`${source} ${finding}`) },
    })),
  };
}

/** Rows as they are kept: text that a database cannot make much shorter. */
function evidence(finding) {
  return Array.from({ length: KEPT_ROWS }, (_, number) => {
    const digest = createHash('sha512').update(`${finding} ${number}`).digest('hex');
    return { guid: digest.slice(0, 36), documentId: `https://stock.example.com/${digest}`, text: digest };
  });
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function repeat(call, times, warm = 20) {
  for (let n = 0; n < warm; n += 1) await call();
  const took = [];
  for (let n = 0; n < times; n += 1) took.push(await timed(call));
  return { calls: times, ...quantiles(took) };
}

function quantiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** Numbers below a limit, the same ones each time. */
function numbers() {
  let state = 1;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

async function folderBytes(folder) {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function row(name, params, metrics) {
  const ours = Object.fromEntries(
    Object.entries(metrics).map(([metric, value]) => [metric, Math.round(value * 100) / 100]),
  );
  return { case: name, params, ours, peers: {}, ratio: {} };
}
