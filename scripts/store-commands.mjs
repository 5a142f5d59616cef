import { resolve } from 'node:path';
import { bundle } from './bundle.mjs';
import { dataFolder } from './data-folder.mjs';
import { ROOT, setUp } from './setup.mjs';

/** It was not asked for what it can do. */
const NOT_DONE = 2;

/**
 * `npm run backup -- FILE`. Returns the exit code: 0 when the backup is whole and on the disk, 1 when it could not be
 * made, 2 when it was not asked rightly; after one sentence.
 */
export async function backupCommand(args, env) {
  const asked = readFileArgument(args, env, 'backup', 'pg_dump --format=custom --file=FILE "$DATABASE_URL"');
  if ('problem' in asked) return refuse(asked.problem, NOT_DONE);
  const { code } = await setUp({ build: false });
  if (code !== 0) return code;
  const { backUp } = await import(await bundle('lib/store/back-up.ts', 'lib'));
  const done = await backUp(dataFolder(ROOT, env), asked.file);
  if (!done.ok) return refuse(done.text, 1);
  console.log(
    `Backed up to ${asked.file}: ${issues(done.content.issues)}. The secret that seals connections is not in it.`,
  );
  return 0;
}

/** `npm run restore -- FILE`. Returns the exit code as `backupCommand` does. */
export async function restoreCommand(args, env) {
  const asked = readFileArgument(
    args,
    env,
    'restore',
    'pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE',
  );
  if ('problem' in asked) return refuse(asked.problem, NOT_DONE);
  const { code } = await setUp({ build: false });
  if (code !== 0) return code;
  const { restore } = await import(await bundle('lib/store/restore.ts', 'lib'));
  const done = await restore(dataFolder(ROOT, env), asked.file, new Date().toISOString());
  if (!done.ok) return refuse(done.text, 1);
  const kept = done.kept === null ? '' : ` What was there before is kept as ${done.kept}.`;
  console.log(`Restored from ${asked.file}: ${issues(done.content.issues)}.${kept}`);
  return 0;
}

/**
 * The file that a command is about: `{ file }`, absolute, or `{ problem }`, one sentence; also where the database is
 * a PostgreSQL, which has its own tool for it, named by `instead`.
 */
export function readFileArgument(args, env, command, instead) {
  if (env.DATABASE_URL?.trim()) {
    return {
      problem: `With DATABASE_URL everything is in PostgreSQL, which has its own tool for this: ${instead}`,
    };
  }
  const [file, ...more] = args;
  if (!file || more.length > 0 || file.startsWith('-')) {
    return { problem: `Which file? npm run ${command} -- FILE` };
  }
  return { file: resolve(env.INIT_CWD || process.cwd(), file) };
}

const issues = (count) => (count === 1 ? '1 issue' : `${count.toLocaleString('en')} issues`);

function refuse(sentence, code) {
  console.error(sentence);
  return code;
}
