import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from './address.mjs';
import { bundle } from './bundle.mjs';
import { readCaptureArguments } from './capture-command.mjs';
import { runNode } from './child.mjs';
import { ROOT } from './setup.mjs';

const DEMO_SOURCE = 'x6l59b2vozy8eca1ne1gnyca32-sandbox-demo';

let sandbox;
let sandboxUrl;
let folder;
/** A port on which nobody listens, unless a test does. */
let port;

beforeAll(async () => {
  const { serveSandbox } = await import(
    /* @vite-ignore */ await bundle('lib/sandbox/serve.ts', 'lib/sandbox')
  );
  const at = { host: '127.0.0.1', port: await freePort() };
  sandbox = await serveSandbox(at);
  sandboxUrl = `http://127.0.0.1:${at.port}/sandbox`;
}, 60_000);
afterAll(() => sandbox?.close());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushscope-capture-'));
  port = await freePort();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the command as npm does; its exit code, and what it said on both streams. */
async function capture(args, over = {}) {
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: '',
    PUSHSCOPE_DATA_DIR: folder,
    PUSHSCOPE_SANDBOX_URL: sandboxUrl,
    PUSHSCOPE_ORIGIN: '',
    COVEO_TOKEN: '',
    ...over,
  };
  const { code, output } = await runNode([join(ROOT, 'scripts/capture.mjs'), ...args], {
    cwd: ROOT,
    env,
    quiet: true,
  });
  return { code, output: output.trim() };
}

async function control(method, path, body) {
  const response = await fetch(`${sandboxUrl}/_control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.status === 204 ? null : response.json();
}

/** An organization of its own, with what the command needs to know of it. */
async function organizationWith(...scenarios) {
  const { organization, key, sources } = await control('POST', '/organizations', { scenarios });
  return { organization, sources: sources.map(({ id }) => id), env: { COVEO_TOKEN: key } };
}

/** What is kept of a source in the test's folder. */
async function kept(organization, source) {
  const { openStore } = await import(/* @vite-ignore */ await bundle('lib/store/open-store.ts', 'lib'));
  const { readDays } = await import(/* @vite-ignore */ await bundle('lib/store/source-days.ts', 'lib'));
  const { value: database } = await openStore({ dataDir: folder, databaseUrl: null });
  const place = { region: 'sandbox', organization, source };
  const days = await readDays(database, place, { from: '2000-01-01', to: '2100-01-01' });
  await database.close();
  return days;
}

describe('without a running Pushscope', () => {
  test('every Push source is captured, one line each, and the worst verdict is the exit code', async () => {
    const { organization, sources, env } = await organizationWith(
      'healthy',
      'metadata-too-large',
      'refresh-left-open',
    );
    const origin = { PUSHSCOPE_ORIGIN: 'https://pushscope.example.com/' };
    const { code, output } = await capture(['sandbox', organization], { ...env, ...origin });
    const lines = output.split('\n').sort();
    const link = (source) => `https://pushscope.example.com/o/sandbox/${organization}/s/${source}`;
    expect([code, lines]).toEqual([
      2,
      [
        expect.stringMatching(/^degraded {2}\S.* \(\S+\): Refresh open since .+ {2}https:\S+$/),
        expect.stringMatching(
          /^failing {3}\S.* \(\S+\): \d+ of \d+ items in the newest run lost .+ {2}https:\S+$/,
        ),
        expect.stringMatching(/^healthy {3}\S.* \(\S+\): No problem seen\..+ {2}https:\S+$/),
      ],
    ]);
    expect(lines.map((line) => line.split('  ').at(-1)).sort()).toEqual(sources.map(link).sort());
    for (const source of sources) {
      const days = await kept(organization, source);
      expect(days.length).toBeGreaterThanOrEqual(14);
      expect(days.at(-1).look).toMatchObject({ looking: 0, capture: 1, content: { by: 'capture' } });
    }
  }, 120_000);

  test('as JSON it is one document, and twice doubles nothing', async () => {
    const { organization, sources, env } = await organizationWith('refresh-left-open');
    const [source] = sources;
    const first = await capture(['sandbox', organization, source, '--json'], env);
    const before = await kept(organization, source);
    const second = await capture(['--json', 'sandbox', organization, source, source], env);
    expect([first.code, second.code]).toEqual([1, 1]);
    expect(JSON.parse(second.output)).toEqual({
      region: 'sandbox',
      organization,
      captures: [
        {
          region: 'sandbox',
          organization,
          source: { id: source, name: expect.any(String), type: 'PUSH', status: 'REFRESHING' },
          asOf: expect.stringMatching(/Z$/),
          verdict: 'degraded',
          reasons: [expect.stringMatching(/^Refresh open since /)],
          items: expect.any(Number),
          findings: [
            {
              problem: 'refresh-stuck',
              title: expect.any(String),
              severity: 'warning',
              count: 1,
              unit: 'operations',
              issue: expect.stringMatching(/^\/i\/\w+$/),
            },
          ],
          complete: true,
          notRead: [],
          failed: [],
          stored: { state: 'stored' },
          page: `/o/sandbox/${organization}/s/${source}`,
          url: null,
        },
      ],
      failures: [],
      exitCode: 1,
    });
    const counts = ({ content }) =>
      content?.hours.map(({ hour, pushes, batches, outcomes }) => [hour, pushes, batches, outcomes]);
    const after = await kept(organization, source);
    for (const [at, day] of before.entries()) {
      const settled = counts(day)?.length ?? 0;
      expect(counts(after[at])?.slice(0, settled)).toEqual(counts(day));
    }
    expect(after.reduce((sum, { look }) => sum + (look?.capture ?? 0), 0)).toBe(2);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['pushscope.db', 'pushscope.lock']));
  }, 120_000);

  test('what could not be read makes it unknown, which is said', async () => {
    const { organization, sources, env } = await organizationWith('healthy');
    await control('POST', `/organizations/${organization}/faults`, {
      operation: 'logs.list',
      status: 403,
      body: {},
    });
    expect(await capture(['sandbox', organization, sources[0]], env)).toEqual({
      code: 3,
      output: expect.stringMatching(/^unknown {3}.+ Not read whole: .+$/),
    });
  }, 120_000);

  test('a source that is not there is said, and the others are captured all the same', async () => {
    const { organization, sources, env } = await organizationWith('healthy');
    const { code, output } = await capture(['sandbox', organization, 'nobody', sources[0]], env);
    expect([code, output.split('\n').sort()]).toEqual([
      66,
      [
        expect.stringMatching(/^healthy {3}/),
        expect.stringMatching(
          /^not captured {2}nobody: Coveo knows no source nobody: it answered 404 .+ request id: \S+\.$/,
        ),
      ],
    ]);
  }, 120_000);

  test.each([
    ['no token', ['us', 'acme'], {}, 77, 'There is no token for acme: set COVEO_TOKEN in the environment.'],
    [
      'a wrong token, which is not repeated',
      ['sandbox', 'sandbox-other'],
      { COVEO_TOKEN: 'hunter2-hunter2' },
      77,
      expect.stringMatching(
        /^Coveo does not let this token into the organization sandbox-other\. Check token, organization and region\. Coveo’s request id: \S+\.$/,
      ),
    ],
    [
      'a wrong region',
      ['mars', 'acme'],
      { COVEO_TOKEN: 'x' },
      64,
      'There is no region “mars”. Regions are us, ca, eu, au, hipaa, sandbox.',
    ],
    [
      'a token with white space',
      ['us', 'acme'],
      { COVEO_TOKEN: 'hunter2 hunter2' },
      64,
      'COVEO_TOKEN has white space inside.',
    ],
  ])(
    '%s is answered in a sentence',
    async (_, args, env, code, output) => {
      expect(await capture(args, env)).toEqual({ code, output });
    },
    60_000,
  );

  test('a sandbox that does not answer is said', async () => {
    const nowhere = `http://127.0.0.1:${port}/sandbox`;
    expect(await capture(['sandbox', 'sandbox-demo'], { PUSHSCOPE_SANDBOX_URL: nowhere })).toEqual({
      code: 69,
      output: `The sandbox does not answer at ${nowhere}: it runs with Pushscope (npm start), or alone (npm run sandbox) with PUSHSCOPE_SANDBOX_URL.`,
    });
  }, 60_000);

  test('a store that cannot be used is said before anything is asked', async () => {
    const database = 'postgres://ada:hunter2@127.0.0.1:1/pushscope';
    expect(await capture(['sandbox', 'sandbox-demo'], { DATABASE_URL: database })).toEqual({
      code: 73,
      output: expect.stringMatching(/^The PostgreSQL database of DATABASE_URL cannot be used \(\w+\)\./),
    });
  }, 60_000);
});

describe('beside a running Pushscope, which holds the data folder', () => {
  let release;
  beforeEach(async () => {
    const { openEmbedded } = await import(/* @vite-ignore */ await bundle('lib/store/embedded.ts', 'lib'));
    const opened = await openEmbedded(folder);
    release = () => opened.value.close();
  });
  afterEach(() => release());

  /** Answers as a server would, for a list of `METHOD path → status, JSON`; what was asked, and its token. */
  async function serving(answers) {
    const asked = [];
    const server = createServer((request, response) => {
      const what = `${request.method} ${request.url}`;
      if (request.url !== '/api/ready') asked.push([what, request.headers.authorization ?? null]);
      const [status, body] = answers[what] ?? [404, { detail: 'There is nothing.' }];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
    return { asked, close: () => new Promise((closed) => server.close(closed)) };
  }

  const READY = { 'GET /api/ready': [200, { ready: true }] };
  const captured = {
    source: { id: 'a', name: 'Products\u001b[2J\nhealthy' },
    verdict: 'failing',
    reasons: ['12 items lost.', 'More.'],
    complete: true,
    notRead: [],
    stored: { state: 'stored' },
    page: '/o/eu/acme/s/a',
  };

  test('that one is asked, with the token in a header', async () => {
    const server = await serving({
      ...READY,
      'GET /api/o/eu/acme/sources': [200, { sources: [{ id: 'a' }, { id: 'b/c' }], notRead: [] }],
      'POST /api/o/eu/acme/s/a/captures': [200, captured],
      'POST /api/o/eu/acme/s/b%2Fc/captures': [502, { detail: 'Coveo did not answer.' }],
    });
    const { code, output } = await capture(['eu', 'acme'], { COVEO_TOKEN: 'hunter2' });
    expect([code, output.split('\n').sort()]).toEqual([
      69,
      [
        'failing   Products healthy (a): 12 items lost. (and 1 more)',
        'not captured  b/c: Coveo did not answer.',
      ],
    ]);
    expect(server.asked).toEqual([
      ['GET /api/o/eu/acme/sources', 'Bearer hunter2'],
      ['POST /api/o/eu/acme/s/a/captures', 'Bearer hunter2'],
      ['POST /api/o/eu/acme/s/b%2Fc/captures', 'Bearer hunter2'],
    ]);
    await server.close();
  }, 60_000);

  test('the demo is asked for without a token, whatever COVEO_TOKEN holds', async () => {
    const path = `POST /api/o/sandbox/sandbox-demo/s/${DEMO_SOURCE}/captures`;
    const server = await serving({
      ...READY,
      [path]: [200, { ...captured, verdict: 'healthy', reasons: [] }],
    });
    const asked = ['sandbox', 'sandbox-demo', DEMO_SOURCE];
    expect(await capture(asked, { COVEO_TOKEN: 'hunter2' })).toEqual({
      code: 0,
      output: 'healthy   Products healthy (a): No problem seen.',
    });
    expect(server.asked).toEqual([[path, null]]);
    await server.close();
  }, 60_000);

  test.each([
    [401, 77, 'Not connected.'],
    [403, 77, 'Coveo does not let this token in.'],
    [503, 69, 'Pushscope’s store does not answer. Try again.'],
  ])(
    'its answer %i ends with %i',
    async (status, code, detail) => {
      const server = await serving({ ...READY, 'GET /api/o/eu/acme/sources': [status, { detail }] });
      expect(await capture(['eu', 'acme'], { COVEO_TOKEN: 'hunter2' })).toEqual({ code, output: detail });
      await server.close();
    },
    60_000,
  );

  test('sources that Coveo does not list, and captures that are not stored, end with why', async () => {
    const notRead = [{ call: 'sources.pages', why: 'Coveo answered 500.', status: 500 }];
    const unlisted = await serving({
      ...READY,
      'GET /api/o/eu/acme/sources': [200, { sources: [], notRead }],
    });
    expect(await capture(['eu', 'acme'], { COVEO_TOKEN: 'hunter2' })).toEqual({
      code: 69,
      output: 'The sources could not be listed: Coveo answered 500.',
    });
    await unlisted.close();
    const stored = { state: 'not stored', why: 'The disk is full.' };
    const full = await serving({
      ...READY,
      'POST /api/o/eu/acme/s/a/captures': [200, { ...captured, stored }],
    });
    expect(await capture(['eu', 'acme', 'a'], { COVEO_TOKEN: 'hunter2' })).toEqual({
      code: 73,
      output: 'failing   Products healthy (a): 12 items lost. (and 1 more) Not kept: The disk is full.',
    });
    await full.close();
  }, 60_000);

  test('that does not answer where it is looked for, it is said where that was', async () => {
    expect(await capture(['eu', 'acme'], { COVEO_TOKEN: 'hunter2' })).toEqual({
      code: 69,
      output: `A running Pushscope uses the data folder, and has to keep the captures. It was looked for at http://127.0.0.1:${port}, where no Pushscope answers: set HOST and PORT as for npm start.`,
    });
  }, 60_000);
});

test.each([
  [['us', 'acme'], { region: 'us', organization: 'acme', sources: [], json: false, help: false }],
  [
    ['--json', 'us', 'acme', 'b', 'a', 'b'],
    { region: 'us', organization: 'acme', sources: ['b', 'a'], json: true, help: false },
  ],
  [['--help'], { region: '', organization: '', sources: [], json: false, help: true }],
  [['us'], { problem: 'Which region and organization?' }],
  [['us', 'acme', '--colour'], { problem: expect.stringContaining("Unknown option '--colour'") }],
])('%j is read as %j', (args, asked) => {
  expect(readCaptureArguments(args)).toEqual(asked);
});

test.each([
  'xx5a4db0c0-0000-4000-8000-000000000001',
  '--token=xx5a4db0c0-0000-4000-8000-000000000001',
  'x5a4db0c0-0000-4000-8000-000000000001',
  'eyJhbGciOiJIUzI1NiJ9.e30.abc',
  'Bearer abc',
  `${'a'.repeat(101)}`,
])('an argument that looks like a token is refused, and not repeated: %s', (argument) => {
  expect(readCaptureArguments(['us', 'acme', argument])).toEqual({
    problem:
      'An argument looks like a token. Others on this machine can read arguments: set COVEO_TOKEN in the environment.',
  });
});

test('the help names every exit code', async () => {
  const text = await readFile(join(ROOT, 'scripts/capture-command.mjs'), 'utf8');
  const help = /const HELP = `([^`]*)`/.exec(text)?.[1] ?? '';
  const codes = [...text.matchAll(/^const [A-Z_]+ = (\d+);$/gm)].map(([, code]) => code);
  expect(codes.length).toBe(6);
  expect(codes.filter((code) => !help.includes(`  ${code}  `))).toEqual([]);
});
