import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNode } from './child.mjs';
import { buildFingerprint, dependenciesFingerprint } from './fingerprint.mjs';
import { npmEnvironment, npmProgram } from './npm.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Path of Next's program, for `runNode`. */
export const NEXT = join(ROOT, 'node_modules/next/dist/bin/next');

const LOCK = join(ROOT, '.setup.lock');
const INSTALLED = join(ROOT, 'node_modules/.pushscope-stamp');
const BUILD_ID = join(ROOT, '.next/BUILD_ID');
const BUILT = join(ROOT, '.next/pushscope-stamp');

/**
 * Makes the project ready: installs the dependencies when they are missing or do not match the lock file, and, with
 * `build`, makes a production build when its sources changed. Does nothing, quickly, when nothing changed.
 * Returns `{ code: 0 }`, or the exit code to end with, after having said why.
 */
export async function setUp({ build }) {
  if ((await isInstalled()) && (!build || (await isBuilt()))) return { code: 0 };
  try {
    return await setUpAlone(build);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error;
    console.error(
      `Pushscope cannot set itself up: it may not write to ${error.path ?? ROOT} (${error.code}).`,
    );
    return { code: 1 };
  }
}

function setUpAlone(build) {
  return withSetupLock(
    LOCK,
    async (hold) => {
      if (!(await isInstalled())) {
        const code = await install(hold);
        if (code !== 0) return { code };
      }
      if (build && !(await isBuilt())) return { code: await makeBuild(hold) };
      return { code: 0 };
    },
    () => console.log('Another Pushscope command is installing or building in this folder: waiting for it.'),
  );
}

async function isInstalled() {
  return (await stamp(INSTALLED)) === (await dependenciesFingerprint(ROOT));
}

async function isBuilt() {
  return existsSync(BUILD_ID) && (await stamp(BUILT)) === (await buildFingerprint(ROOT));
}

function stamp(path) {
  return readFile(path, 'utf8').catch(() => null);
}

async function install(hold) {
  const npm = npmProgram(process.env);
  if (npm === null) {
    console.error(
      'npm was not found: it comes with Node.js, and Pushscope installs its dependencies with it.',
    );
    return 1;
  }
  console.log(
    existsSync(join(ROOT, 'node_modules'))
      ? 'Installing dependencies: they are not the ones of package-lock.json and this Node.js.'
      : 'Installing dependencies: the first time takes about half a minute.',
  );
  const fingerprint = await dependenciesFingerprint(ROOT);
  await rm(INSTALLED, { force: true });
  const { code, stoppedBy } = await runHeld(hold, [npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    env: npmEnvironment(process.env),
    // On SIGTERM npm first tidies up for seconds, and what it tidies is what the next start installs.
    orphanSignal: 'SIGKILL',
  });
  if (stoppedBy !== null) return stopped('install');
  if (code !== 0) {
    console.error('The dependencies could not be installed: what npm says is above.');
    return 1;
  }
  await writeFile(INSTALLED, fingerprint);
  return 0;
}

async function makeBuild(hold) {
  console.log('Building Pushscope: its sources changed since the last build, or there is none yet.');
  const fingerprint = await buildFingerprint(ROOT);
  await Promise.all([rm(BUILT, { force: true }), rm(BUILD_ID, { force: true })]);
  const started = performance.now();
  const { code, output, stoppedBy } = await runHeld(hold, [NEXT, 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    quiet: true,
  });
  if (stoppedBy !== null) return stopped('build');
  if (code !== 0 || !existsSync(BUILD_ID)) {
    console.error(`${output}\nPushscope could not be built: the reason is above.`);
    return 1;
  }
  await writeFile(BUILT, fingerprint);
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  return 0;
}

async function runHeld(hold, args, options) {
  const { child, ended } = startNode(args, { cwd: ROOT, ...options });
  if (child.pid !== undefined) await hold(child.pid);
  return ended;
}

function stopped(what) {
  console.error(`Stopped during the ${what}: the next start begins it again.`);
  return 130;
}
