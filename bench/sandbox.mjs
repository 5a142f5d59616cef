import { fork } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { freePort } from '../scripts/address.mjs';
import { bundle } from '../scripts/bundle.mjs';

const SERVED = fileURLToPath(new URL('./served-sandbox.mjs', import.meta.url));
const MB = 1024 * 1024;
/** Batches: their size, that of an item, and the key that has nearly all of it; metadata of 53 MB are too large. */
const UPLOADS = [
  { bytes: 256 * MB, itemBytes: 1_000, key: 'data' },
  { bytes: 256 * MB, itemBytes: 100_000, key: 'data' },
  { bytes: 4 * 53 * MB, itemBytes: 53 * MB - 100, key: 'text' },
  { bytes: 250 * MB, itemBytes: 250 * MB - 100, key: 'data' },
];
const DAY_MS = 86_400_000;
const JSON_TYPE = { 'content-type': 'application/json' };

/**
 * The sandbox with much in it, over HTTP in a process of its own: counting and paging a window of a million and of
 * three million rows, and large uploads while others ask. Nothing is compared with: there is no other sandbox.
 * Answers the rows of the report.
 */
export async function run() {
  const rows = [];
  for (const size of [1_000_000, 3_000_000]) rows.push(...(await withSandbox((at) => readMany(at, size))));
  for (const upload of UPLOADS) rows.push(...(await withSandbox((at) => takeUpload(at, upload))));
  rows.push(await withSandbox(moveClock));
  return rows;
}

/** Starts a sandbox, gives its address and what it costs to `measure`, and ends it. */
async function withSandbox(measure) {
  const port = await freePort();
  const child = fork(SERVED, [await bundle('lib/sandbox/serve.ts', 'lib/sandbox'), String(port)], {
    execArgv: ['--expose-gc'],
  });
  await once(child, 'message');
  const cost = async (message) => {
    child.send(message);
    return (await once(child, 'message'))[0];
  };
  try {
    return await measure({ url: `http://127.0.0.1:${port}/sandbox`, cost });
  } finally {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  }
}

async function readMany({ url, cost }, size) {
  const params = { rows: size };
  const before = await cost('begin');
  const started = performance.now();
  const { organization, key, now } = await post(`${url}/_control/organizations`, {
    body: { scenarios: ['busy'], rows: size, perPageCap: 1_000 },
  });
  const wallMs = performance.now() - started;
  const made = await cost('end');
  const made3 = { wallMs, cpuMs: made.cpuMs - before.cpuMs, peakRssMb: made.peakRss / MB };
  const rows = [row('make the organization', params, { calls: 1, ...made3 })];

  const from = new Date(Date.parse(now) - 7 * DAY_MS).toISOString();
  const ask = (path, query, body = {}) =>
    post(
      `${url}/logs/v1/organizations/${organization}${path}?${new URLSearchParams({ from, to: now, ...query })}`,
      {
        body,
        key,
      },
    );
  const cases = {
    'facetsStats of the window': () => ask('/facetsStats', {}),
    'facetsStats of a window that ends in the middle of runs': () =>
      ask('/facetsStats', { from: new Date(Date.parse(now) - 6.1 * DAY_MS).toISOString() }),
    'first page of 1,000': () => ask('', { page: '0', perPage: '1000' }),
    'page of 1,000 in the middle': () => ask('', { page: String(size / 2_000), perPage: '1000' }),
    'last page of 1,000': () => ask('', { page: String(size / 1_000 - 1), perPage: '1000' }),
    'page of rejected rows': () => ask('', { page: '0', perPage: '1000' }, { results: ['REJECTED'] }),
    'rows of one item': () =>
      ask('', { documentId: 'https://stock.example.com/levels/77', page: '0', perPage: '1000' }),
  };
  for (const [name, call] of Object.entries(cases)) rows.push(await repeat(name, params, call, cost));
  return rows;
}

async function repeat(name, params, call, cost) {
  for (let warm = 0; warm < 3; warm += 1) await call();
  const before = await cost('begin');
  const times = [];
  const started = performance.now();
  for (let i = 0; i < 40; i += 1) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }
  const wallMs = performance.now() - started;
  const after = await cost('end');
  return row(name, params, {
    calls: times.length,
    wallMs,
    ...quantiles(times),
    cpuMs: after.cpuMs - before.cpuMs,
    peakRssMb: after.peakRss / MB,
  });
}

/** Uploads and consumes a batch, while somebody asks every few milliseconds. */
async function takeUpload({ url, cost }, params) {
  const { organization, key, sources } = await post(`${url}/_control/organizations`, {
    body: { scenarios: [] },
  });
  const push = `${url}/push/v1/organizations/${organization}`;
  const documents = `${push}/sources/${sources[0].id}/documents`;
  const warm = () => get(`${url}/rest/organizations/${organization}/status`, key);
  for (let i = 0; i < 50; i += 1) await warm();

  const before = await cost('begin');
  const uploading = await whileAsking(warm, async () => {
    const { uploadUri, fileId, requiredHeaders } = await post(`${push}/files`, { key });
    await upload(uploadUri, requiredHeaders, params);
    return fileId;
  });
  const uploaded = await cost('end');
  const consuming = await whileAsking(warm, async () => {
    await post(`${documents}/batch?fileId=${uploading.answer}`, { key, method: 'PUT' });
    // It is due in a moment; moving the clock waits until it is consumed as a whole.
    await post(`${url}/_control/organizations/${organization}/clock`, { body: { advanceMs: 10_000 } });
  });
  const consumed = await cost('end');
  const metrics = (part, from, to) => ({
    calls: part.times.length,
    wallMs: part.wallMs,
    ...quantiles(part.times),
    maxMs: Math.max(...part.times),
    cpuMs: to.cpuMs - from.cpuMs,
    peakRssMb: to.peakRss / MB,
    moreRssMb: (to.peakRss - before.rss) / MB,
  });
  return [
    row('others while a batch is uploaded', params, metrics(uploading, before, uploaded)),
    row('others while a batch is consumed', params, metrics(consuming, uploaded, consumed)),
  ];
}

/** Moves the clock of an organization as far as it goes, while somebody asks for another one every few milliseconds. */
async function moveClock({ url, cost }) {
  const params = { days: 400, sources: 20 };
  const make = (scenarios) => post(`${url}/_control/organizations`, { body: { scenarios } });
  const other = await make([]);
  const warm = () => get(`${url}/rest/organizations/${other.organization}/status`, other.key);
  for (let i = 0; i < 50; i += 1) await warm();
  const { organization } = await make(Array.from({ length: params.sources }, () => 'healthy'));
  const clock = `${url}/_control/organizations/${organization}/clock`;
  await post(clock, { body: { advanceMs: 0 } });
  const before = await cost('begin');
  const { times, wallMs } = await whileAsking(warm, () =>
    post(clock, { body: { advanceMs: params.days * DAY_MS } }),
  );
  const after = await cost('end');
  return row('others while a clock moves', params, {
    calls: times.length,
    wallMs,
    ...quantiles(times),
    maxMs: Math.max(...times),
    cpuMs: after.cpuMs - before.cpuMs,
    peakRssMb: after.peakRss / MB,
    moreRssMb: (after.peakRss - before.rss) / MB,
  });
}

/** Asks again and again until `work` is done; times are those of the asking. */
async function whileAsking(ask, work) {
  const times = [];
  let isDone = false;
  const started = performance.now();
  const asking = (async () => {
    while (!isDone) {
      const begun = performance.now();
      await ask();
      times.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  const answer = await work();
  const wallMs = performance.now() - started;
  isDone = true;
  await asking;
  return { answer, times, wallMs };
}

/** Sends a batch of exactly so many bytes, item by item. */
async function upload(uploadUri, headers, { bytes, itemBytes, key }) {
  const request = httpRequest(uploadUri, {
    method: 'PUT',
    headers: { ...headers, 'content-length': bytes },
  });
  const answered = once(request, 'response');
  const send = async (text) => {
    if (!request.write(text)) await once(request, 'drain');
  };
  const end = ']}';
  let left = bytes - end.length;
  const begin = '{"addOrUpdate":[';
  await send(begin);
  left -= begin.length;
  for (let number = 0; ; number += 1) {
    const head = `${number === 0 ? '' : ','}{"documentId":"https://bench.example.com/${number}","${key}":"`;
    const isLast = left < 1.5 * itemBytes + 200;
    const size = isLast ? left - head.length - 2 : itemBytes;
    await send(`${head}${'x'.repeat(size)}"}`);
    left -= head.length + size + 2;
    if (isLast) break;
  }
  request.end(end);
  const [response] = await answered;
  response.resume();
  if (response.statusCode !== 200) throw new Error(`The upload was answered ${response.statusCode}.`);
}

function quantiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function row(name, params, metrics) {
  const ours = Object.fromEntries(
    Object.entries(metrics).map(([metric, value]) => [metric, Math.round(value * 100) / 100]),
  );
  return { case: name, params, ours, peers: {}, ratio: {} };
}

async function post(url, { body = {}, key, method = 'POST' } = {}) {
  const response = await fetch(url, {
    method,
    headers: { ...JSON_TYPE, ...(key && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status}`);
  return response.json();
}

async function get(url, key) {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  await response.arrayBuffer();
}
