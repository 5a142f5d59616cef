import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/address.mjs';
import { bundle } from '../scripts/bundle.mjs';

const SERVED = fileURLToPath(new URL('./served-sandbox.mjs', import.meta.url));
const OURS = fileURLToPath(new URL('./scan-ours.mjs', import.meta.url));
const PEER = fileURLToPath(new URL('./scan-peer.mjs', import.meta.url));
const PEER_NAME = '@coveo/platform-client';
const FULL_NAME = 'every row read';
const SIZES = [10_000, 100_000, 1_000_000];
const LATENCY_MS = 150;
const PAGE_CAP = 1_000;
const DAY_MS = 86_400_000;
/** What reading every row of a million takes. */
const FULL_HEAP = ['--max-old-space-size=8192'];

/**
 * The scan of a source with so many log rows in a week, 0.5 % of them not COMPLETED and in bursts, beside a program that
 * reads every row page after page with Coveo's own client. Sandbox, scan and peer are processes of their own; the
 * sandbox holds each answer back and counts the calls of both. The last row of each size says whether the findings are
 * those that every row would give, as our own scan reads them without a budget. Answers the rows of the report: `calls`
 * are Source Logs calls, `ratio` is time.
 */
export async function run() {
  const bundles = {
    client: await bundle('lib/coveo/client.ts', 'lib'),
    scan: await bundle('lib/scan/scan-source.ts', 'lib'),
    judge: await bundle('lib/health/judge.ts', 'lib'),
    problems: await bundle('lib/problems/problems.ts', 'lib'),
    slices: await bundle('lib/scan/slice-cache-under-test.ts', 'lib'),
  };
  const rows = [];
  for (const size of SIZES) rows.push(...(await withSandbox((url) => compare(url, bundles, size))));
  return [...rows, growth(rows)];
}

async function compare(url, bundles, size) {
  const params = { rows: size, latencyMs: LATENCY_MS, perPageCap: PAGE_CAP };
  const made = await makeOrganization(url, { rows: size, latencyMs: LATENCY_MS, perPageCap: PAGE_CAP });
  const at = { sandboxUrl: url, organization: made.organization, key: made.key, source: made.sources[0].id };
  const [cold, warm] = await scanTwice(url, at, { bundles, ...at, budget: {}, twice: true });
  const end = Date.parse(made.now);
  const windows = [14, 7].map((days) => ({
    from: new Date(end - days * DAY_MS).toISOString(),
    to: new Date(end - (days - 7) * DAY_MS).toISOString(),
  }));
  const peer = await counting(url, at, () => start(PEER, { ...at, windows }));

  // The same history without latency, which would only make this longer.
  const other = await makeOrganization(url, { rows: size, perPageCap: PAGE_CAP });
  const whole = {
    sandboxUrl: url,
    organization: other.organization,
    key: other.key,
    source: other.sources[0].id,
  };
  const full = await start(OURS, { bundles, ...whole, budget: null }, FULL_HEAP);
  return [scanRow(params, cold, peer), warmRow(params, cold, warm), findingsRow(params, cold, full)];
}

function scanRow(params, cold, peer) {
  return {
    case: 'scan, cold',
    params,
    ours: rounded({
      calls: cold.calls,
      otherCalls: cold.otherCalls,
      wallMs: cold.wallMs,
      cpuMs: cold.cpuMs,
      peakRssMb: cold.peakRssMb,
      rowsRead: cold.rowsRead,
      timesFewerCalls: peer.calls / cold.calls,
    }),
    peers: {
      [PEER_NAME]: rounded({
        calls: peer.calls,
        wallMs: peer.wallMs,
        cpuMs: peer.cpuMs,
        peakRssMb: peer.peakRssMb,
        rowsRead: peer.rowsRead,
      }),
    },
    ratio: rounded({ [PEER_NAME]: peer.wallMs / cold.wallMs }),
  };
}

/** A second look by the same process, which kept the slices in its memory: only what is new is read. */
function warmRow(params, cold, warm) {
  const { calls, otherCalls, wallMs, cpuMs, peakRssMb, rowsRead } = warm;
  const isSame = JSON.stringify(warm.found) === JSON.stringify(cold.found);
  if (!isSame) console.error('The second scan found something else than the first.');
  return {
    case: 'scan, warm',
    params,
    ours: rounded({ calls, otherCalls, wallMs, cpuMs, peakRssMb, rowsRead, sameFindings: Number(isSame) }),
    peers: { [PEER_NAME]: { why: 'It keeps nothing: a second look costs as much as the first.' } },
    ratio: {},
  };
}

/** Which problems of full reading are found, which are said not to be checked, and which neither. */
function findingsRow(params, cold, full) {
  const found = new Set(cold.found.map(({ problem }) => problem));
  const due = new Set(full.found.map(({ problem }) => problem));
  const open = new Map(cold.notChecked.map(({ problem, why }) => [problem, why]));
  const lacking = [...due].filter((problem) => !found.has(problem));
  const missed = lacking.filter((problem) => !open.has(problem));
  const madeUp = [...found].filter((problem) => !due.has(problem));
  for (const problem of lacking) console.error(`${problem}: ${open.get(problem) ?? 'missed'}`);
  for (const problem of madeUp) console.error(`${problem}: not found by reading every row`);
  const count = ({ found: list, unclaimed }) => ({
    problems: new Set(list.map(({ problem }) => problem)).size,
    findings: list.length,
    rowsInFindings: list.reduce((sum, { rows }) => sum + rows, 0),
    failedRowsWithoutFinding: unclaimed,
  });
  return {
    case: 'findings',
    params,
    ours: {
      ...count(cold),
      notChecked: lacking.length - missed.length,
      missed: missed.length,
      madeUp: madeUp.length,
    },
    peers: { [FULL_NAME]: count(full) },
    ratio: {},
  };
}

/** How many times more calls the largest source takes than the smallest. */
function growth(rows) {
  const scans = rows.filter(({ case: name }) => name === 'scan, cold');
  const [least, most] = [scans[0], scans.at(-1)];
  const times = (calls) => calls(most) / calls(least);
  return {
    case: 'growth of calls, cold',
    params: { from: least.params.rows, to: most.params.rows },
    ours: rounded({ times: times(({ ours }) => ours.calls) }),
    peers: { [PEER_NAME]: rounded({ times: times(({ peers }) => peers[PEER_NAME].calls) }) },
    ratio: {},
  };
}

/** Does something, and adds to its answer the calls that the sandbox was asked meanwhile. */
async function counting(url, { organization }, work) {
  const calls = async () => {
    const response = await fetch(`${url}/_control/organizations/${organization}`);
    return (await response.json()).calls;
  };
  const sum = (counts, wanted) =>
    Object.entries(counts).reduce((all, [name, count]) => all + (wanted(name) ? count : 0), 0);
  const isLogs = (name) => name.startsWith('logs.');
  const before = await calls();
  const answer = await work();
  const after = await calls();
  return {
    ...answer,
    calls: sum(after, isLogs) - sum(before, isLogs),
    otherCalls: sum(after, (name) => !isLogs(name)) - sum(before, (name) => !isLogs(name)),
  };
}

/** Scans twice in one process, and counts the calls of each. */
async function scanTwice(url, at, settings) {
  const child = fork(OURS, [JSON.stringify(settings)], { execArgv: [] });
  const exit = once(child, 'exit');
  const cold = await counting(url, at, () => messageOf(child, exit));
  const warm = await counting(url, at, () => {
    const answer = messageOf(child, exit);
    child.send('again');
    return answer;
  });
  await exit;
  return [cold, warm];
}

/** The next message of a process. */
async function messageOf(child, exit) {
  const ended = exit.then(([code]) => {
    throw new Error(`A process ended with ${code} and no answer.`);
  });
  const [answer] = await Promise.race([once(child, 'message'), ended]);
  return answer;
}

/** Runs a file in a process of its own, and gives the one message that it sends. */
async function start(file, settings, execArgv = []) {
  const child = fork(file, [JSON.stringify(settings)], { execArgv });
  const exit = once(child, 'exit');
  const answer = await messageOf(child, exit);
  await exit;
  return answer;
}

/** Starts a sandbox, gives its address to `measure`, and ends it. */
async function withSandbox(measure) {
  const port = await freePort();
  const child = fork(SERVED, [await bundle('lib/sandbox/serve.ts', 'lib/sandbox'), String(port)], {
    execArgv: [],
  });
  await once(child, 'message');
  try {
    return await measure(`http://127.0.0.1:${port}/sandbox`);
  } finally {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

async function makeOrganization(url, settings) {
  const response = await fetch(`${url}/_control/organizations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenarios: ['bursts'], seed: 'bench', ...settings }),
  });
  if (!response.ok) throw new Error(`The organization was not made: ${response.status}.`);
  return response.json();
}

function rounded(metrics) {
  return Object.fromEntries(
    Object.entries(metrics).map(([metric, value]) => [metric, Math.round(value * 10) / 10]),
  );
}
