import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './address.mjs';
import { bundle } from './bundle.mjs';
import { startNode } from './child.mjs';
import { serverEnvironment } from './serving.mjs';
import { NEXT, ROOT, setUp } from './setup.mjs';
import { logProblem } from './soak-answer.mjs';
import { browse, pause, seeded } from './soak-user.mjs';
import { memoryOf, readSoakArguments, soakLines, soakReport } from './soak-verdict.mjs';

const USAGE = 64;
const HOST = '127.0.0.1';
const MEMORY = new URL('./soak-memory.mjs', import.meta.url).href;
const READY_WITHIN_MS = 60_000;
/** A server that is asked to end while everybody looks at something has so long, in ms. */
const END_WITHIN_MS = 20_000;
/** Each time the server clears up first, which takes a part of a second. */
const SAMPLED_EVERY_MS = 3_000;
/** How long no fault is on in an organization, and how long one is, in ms. */
const CALM_MS = [2_000, 6_000];
const FAULT_MS = [2_000, 5_000];

/** Each an organization of its own; the first has no faults, so that there is something to compare with. */
const ORGANIZATIONS = [
  { scenarios: ['metadata-too-large', 'healthy'] },
  { scenarios: ['metadata-too-large'] },
  { scenarios: ['metadata-too-large', 'unknown-rejection'], mixed: true, rows: 4_000 },
  { scenarios: ['broken-batch', 'refresh-left-open'] },
  { scenarios: ['metadata-too-large', 'missing-permissions'], mixed: true, rows: 1_000 },
];

/** What pages read of Coveo: each fails in each way of the client's table, by turns. */
const READS = [
  'sources.pages',
  'sources.get',
  'organization.status',
  'activities.latest',
  'activities.list',
  'logs.facetsStats',
  'logs.list',
  'limits',
  'privilege.evaluate',
  'apikeys.list',
];

/**
 * Lets users browse the production build, with organizations and a data folder of its own, while faults are switched on
 * and off. Prints what it came to, writes it to the file of `--json`, and returns the exit code: 0 without an error of
 * ours, 1 with one, 64 for wrong use.
 */
export async function soak(args) {
  const asked = readSoakArguments(args);
  if ('problem' in asked) {
    console.error(`${asked.problem}\nnpm run soak -- --minutes 5 --users 20 --json FILE`);
    return USAGE;
  }
  const { code } = await setUp({ build: true });
  if (code !== 0) return code;
  const { FAULTS } = await import(await bundle('lib/coveo/faults-under-test.ts', 'lib'));
  const folder = await mkdtemp(join(tmpdir(), 'pushscope-soak-'));
  try {
    const report = await soakServer(asked, FAULTS, folder);
    for (const line of soakLines(report)) console.log(line);
    if (asked.json !== null) await writeFile(asked.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.ok ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function soakServer(asked, faults, folder) {
  const port = await freePort();
  const origin = `http://${HOST}:${port}`;
  const problems = [];
  const requests = [];
  const memory = [];
  const server = startServer(port, folder, (problem) => problems.push(problem));
  try {
    await ready(origin);
    const places = await Promise.all(
      ORGANIZATIONS.map((settings, number) => makePlace(origin, settings, number)),
    );
    console.log(`${asked.users} users browse ${places.length} organizations for ${asked.minutes} min.`);
    const lengthMs = asked.minutes * 60_000;
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(), lengthMs);
    server.ended.then(() => ending.abort());
    const { signal } = ending;
    const began = performance.now();
    const on = new Map();
    const tell = { request: (one) => requests.push(one), problem: (text) => problems.push(text) };
    const isFaulty = (id) => on.has(id);
    const counts = await Promise.all([
      ...places
        .slice(1)
        .map((place, number) => misbehave(origin, place, faults, seeded(1_000 + number), on, signal)),
      ...Array.from({ length: asked.users }, (_, number) =>
        browse({ origin, place: places[number % places.length], number, signal, isFaulty, tell }).then(
          () => 0,
        ),
      ),
      watchMemory(server.child, began, memory, signal).then(() => 0),
    ]);
    clearTimeout(timer);
    if (performance.now() - began < lengthMs) problems.push('The server ended before its time.');
    const exitCode = await endServer(server);
    const report = soakReport({
      asked,
      requests,
      problems,
      memory: memoryOf(memory, lengthMs),
      faults: counts.reduce((sum, count) => sum + count, 0),
      exitCode,
    });
    return { ...report, samples: memory };
  } finally {
    server.child.kill('SIGKILL');
  }
}

function startServer(port, folder, onProblem) {
  const env = serverEnvironment(process.env, { host: HOST, port }, join(folder, 'data'), 'production');
  const server = startNode(
    ['--expose-gc', '--import', MEMORY, NEXT, 'start', '-H', HOST, '-p', String(port)],
    {
      cwd: ROOT,
      env: {
        ...env,
        DATABASE_URL: '',
        PUSHSCOPE_ORIGIN: '',
        PUSHSCOPE_SANDBOX: 'on',
        PUSHSCOPE_SANDBOX_URL: `http://${HOST}:${port}/sandbox`,
        PUSHSCOPE_SECRET: '',
        // Each user comes from an address of their own, and waits for nobody's 65 seconds.
        PUSHSCOPE_TRUST_PROXY: '1',
        PUSHSCOPE_CALL_TIMEOUT_MS: '1500',
        PUSHSCOPE_CALL_ATTEMPTS: '2',
        PUSHSCOPE_LOG: 'warn',
      },
      quiet: true,
      graceMs: END_WITHIN_MS,
    },
  );
  for (const output of [server.child.stdout, server.child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      const problem = logProblem(line);
      if (problem !== null) onProblem(problem);
    });
  }
  return server;
}

/** As somebody who ends the service does. Next ends with 0, or says by 143 that it was asked to. */
async function endServer(server) {
  server.stop('SIGTERM');
  const { code } = await server.ended;
  return code === 143 ? 0 : code;
}

async function ready(origin) {
  const late = AbortSignal.timeout(READY_WITHIN_MS);
  while (!late.aborted) {
    const answer = await fetch(`${origin}/api/ready`).catch(() => null);
    if (answer?.ok) return;
    await pause(100, late);
  }
  throw new Error('The server was not ready within a minute.');
}

/** An organization with whoever is connected to it, and what was found when it was looked at first. */
async function makePlace(origin, settings, number) {
  const call = async (path, init = {}) => {
    const response = await fetch(`${origin}${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const post = (path, body) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const made = await (
    await post('/sandbox/_control/organizations', { id: `soak-${number}`, ...settings })
  ).json();
  const connected = await post('/api/connections', {
    region: 'sandbox',
    organization: made.organization,
    token: made.key,
  });
  const cookie = connected.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const sources = made.sources.map(({ id }) => id);
  const items = ['https://example.com/never-pushed'];
  const issues = [];
  for (const id of sources) {
    const answer = await call(`/api/o/sandbox/${made.organization}/s/${id}/health`, { headers: { cookie } });
    for (const { issue, items: found } of (await answer.json()).findings) {
      if (issue !== null) issues.push(issue.id);
      items.push(...found.sample.slice(0, 3));
    }
  }
  return { id: made.organization, key: made.key, cookie, sources, items, issues };
}

/** Switches one fault after the other on and off, until the signal ends. Returns how many. */
async function misbehave(origin, { id, key }, faults, random, on, signal) {
  const between = ([least, most]) => least + random() * (most - least);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const control = `${origin}/sandbox/_control/organizations/${id}/faults`;
  let count = 0;
  await pause(between(CALM_MS), signal);
  while (!signal.aborted) {
    const { answer } = pick(faults);
    const body = {
      operation: pick(READS),
      ...answer,
      ...(answer.body ? { body: answer.body.replace('<key>', key) } : {}),
    };
    on.set(id, true);
    const made = await fetch(control, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!made.ok) throw new Error(`A fault could not be set: ${made.status} ${await made.text()}`);
    count += 1;
    await pause(between(FAULT_MS), signal);
    await fetch(`${control}/${(await made.json()).id}`, { method: 'DELETE' });
    on.delete(id);
    await pause(between(CALM_MS), signal);
  }
  return count;
}

/** Asks the server for its memory now and then; how it answers is in soak-memory.mjs. */
async function watchMemory(child, began, samples, signal) {
  const told = ({ memory }) => {
    if (memory !== undefined) samples.push({ ms: performance.now() - began, ...memory });
  };
  child.on('message', told);
  while (!signal.aborted) {
    await pause(SAMPLED_EVERY_MS, signal);
    if (child.connected) child.send('memory');
  }
  child.off('message', told);
}
