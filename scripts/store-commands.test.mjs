import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from './bundle.mjs';
import { runNode, startNode } from './child.mjs';
import { ROOT } from './setup.mjs';
import { readFileArgument } from './store-commands.mjs';

let folder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushscope-commands-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A server's hold on a data folder, in a process of its own: it ends with `stop`. */
async function holding(data) {
  const url = await bundle('lib/store/embedded.ts', 'lib');
  const script = `
    const { openEmbedded } = await import(${JSON.stringify(url)});
    const opened = await openEmbedded(${JSON.stringify(data)});
    process.send(opened.ok);
    process.channel.ref();`;
  const server = startNode(['--input-type=module', '-e', script], { cwd: folder, env: process.env });
  expect(await new Promise((tell) => server.child.once('message', tell))).toBe(true);
  return async () => {
    server.child.kill('SIGKILL');
    await server.ended;
  };
}

/** Runs a command as npm does; its exit code and what it said. */
async function command(name, data) {
  const script = join(ROOT, 'scripts', `${name}.mjs`);
  const env = { ...process.env, DATABASE_URL: '', PUSHSCOPE_DATA_DIR: data, INIT_CWD: folder };
  const { code, output } = await runNode([script, 'a.db'], { cwd: ROOT, env, quiet: true });
  return [code, output.trim()];
}

test('a backup is made while a server runs, and is restored only once it has gone', async () => {
  const data = join(folder, 'data');
  const file = join(folder, 'a.db');
  const stop = await holding(data);
  expect([
    await command('backup', data),
    await command('backup', data),
    await command('restore', data),
  ]).toEqual([
    [0, `Backed up to ${file}: 0 issues. The secret that seals connections is not in it.`],
    [1, `There is a file ${file} already: choose another name. Nothing was written.`],
    [
      1,
      `Another Pushscope uses the data folder ${data}. Stop it, or choose another folder with PUSHSCOPE_DATA_DIR. Several servers at once need PostgreSQL: set DATABASE_URL.`,
    ],
  ]);
  await stop();
  expect(await command('restore', data)).toEqual([
    0,
    expect.stringMatching(
      /^Restored from .+a\.db: 0 issues\. What was there before is kept as .+\.before-restore-\S+Z\.$/,
    ),
  ]);
  expect(await readdir(folder)).toEqual(['a.db', 'data']);
}, 60_000);

test.each([
  [[], {}, 'Which file? npm run backup -- FILE'],
  [['a', 'b'], {}, 'Which file? npm run backup -- FILE'],
  [['--help'], {}, 'Which file? npm run backup -- FILE'],
  [
    ['a'],
    { DATABASE_URL: 'postgres://ada:hunter2@db/pushscope' },
    'With DATABASE_URL everything is in PostgreSQL, which has its own tool for this: pg_dump',
  ],
])('%j with %j is answered in a sentence', (args, env, problem) => {
  expect(readFileArgument(args, env, 'backup', 'pg_dump')).toEqual({ problem });
});

test('a file is meant from where the command was typed', () => {
  expect(readFileArgument(['b/a.db'], { INIT_CWD: '/home/ada' }, 'backup', '')).toEqual({
    file: '/home/ada/b/a.db',
  });
});
