import { spawn } from 'node:child_process';
import { Agent, request as ask, createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { freePort } from './address.mjs';
import { createSecretSearch } from './secret-search.mjs';
import { KEEP_ALIVE_MS } from './serving.mjs';

// For the end-to-end tests: Pushscope behind a door that sees every answer. Whatever is a secret by the way it is used
// (a bearer token, the token of a connection, a key or a signed address of the sandbox) is looked for from then on in
// every answer outside of /sandbox and in every line of the log. What was found is told at /__watch.

const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding'];
const SANDBOX = /^\/sandbox(?:-guide)?(?:[/?]|$)/;
const agent = new Agent({ keepAlive: false });

const secrets = createSecretSearch();
const found = [];
let searched = 0;
let lines = 0;

const front = Number(process.env.PORT);
const port = await freePort();
const server = spawn(process.execPath, ['scripts/start.mjs'], {
  env: { ...process.env, PORT: String(port), PUSHSCOPE_LOG: 'debug' },
  stdio: ['ignore', 'pipe', 'pipe'],
});
for (const output of [server.stdout, server.stderr]) {
  createInterface({ input: output }).on('line', (line) => {
    lines += 1;
    report(secrets.search(Buffer.from(line)), 'a line of the server’s log', line.slice(0, 60));
    // Thousands of requests would hide what is worth reading.
    if (!/^\{"level":"(?:debug|info)"/.test(line)) console.log(line);
  });
}

const door = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  if (request.url?.startsWith('/__watch')) return tell(request, response);
  learnFromRequest(request);
  const { method, url, headers } = request;
  const upstream = ask({ host: '127.0.0.1', port, method, path: url, headers: plainHeaders(headers), agent });
  let answered = false;
  upstream.on('response', (answer) => {
    answered = true;
    passOn(request, answer, response);
  });
  // A body that is refused before its end breaks the connection behind its answer, which is passed on all the same.
  upstream.on('error', () => {
    request.unpipe(upstream);
    request.resume();
    if (!answered) response.destroy();
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
  return undefined;
});
door.listen(front, '127.0.0.1');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('close', (code) => process.exit(code ?? 1));

/** Uncompressed, so that it can be searched. */
function plainHeaders(headers) {
  return { ...headers, 'accept-encoding': 'identity' };
}

function learnFromRequest(request) {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) secrets.plant(bearer, 'a bearer token');
  if (request.method !== 'POST' || !request.url?.startsWith('/api/connections')) return;
  let body = '';
  request.on('data', (piece) => {
    if (body.length < 100_000) body += piece;
  });
  request.on('end', () => {
    const token = /"token"\s*:\s*"([^"\\]+)"/.exec(body)?.[1];
    if (token) secrets.plant(token, 'the token of a connection');
  });
}

function passOn(request, answer, response) {
  const headers = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.includes(name));
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
  if (SANDBOX.test(request.url ?? '')) learnFromSandbox(answer);
  else searchIn(request, answer);
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

function learnFromSandbox(answer) {
  if (!/json/.test(answer.headers['content-type'] ?? '')) return;
  let body = '';
  answer.on('data', (piece) => {
    if (body.length < 100_000) body += piece;
  });
  answer.on('end', () => {
    for (const [, key] of body.matchAll(/"key":"([^"]+)"/g)) secrets.plant(key, 'a key of the sandbox');
    for (const [, signature] of body.matchAll(/X-Amz-Signature=([\da-f]{64})/g)) {
      secrets.plant(signature, 'a presigned signature');
    }
  });
}

function searchIn(request, answer) {
  searched += 1;
  const where = `${request.method} ${request.url?.split('?', 1)[0]}`;
  report(secrets.search(Buffer.from(answer.rawHeaders.join('\n'))), 'a header', where);
  const look = secrets.stream();
  answer.on('data', (piece) => report(look(piece), 'a body', where));
}

function report(names, what, where) {
  for (const name of names) {
    const line = `${name} in ${what}: ${where}`;
    if (!found.includes(line)) found.push(line);
  }
}

/**
 * GET: `{planted, searched, lines, found}`. POST /__watch/plant `{secret, name}`: one more to look for. POST
 * /__watch/search?where=: looks through a body, such as the content of a table.
 */
function tell(request, response) {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (pathname === '/__watch/plant') {
      const { secret, name } = JSON.parse(body.toString());
      secrets.plant(secret, name);
    }
    if (pathname === '/__watch/search')
      report(secrets.search(body), 'what was stored', searchParams.get('where'));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ planted: secrets.count(), searched, lines, found }));
  });
}
