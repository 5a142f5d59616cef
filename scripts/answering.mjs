import { fileURLToPath } from 'node:url';
import { startNode } from './child.mjs';
import { ROOT } from './setup.mjs';

const SET_UP = fileURLToPath(new URL('./setup-only.mjs', import.meta.url));

/**
 * Sets up for a command whose standard output is its answer: in a program of its own, whose words go to standard error.
 * Returns whether it is ready.
 */
export async function setUpAside() {
  const { child, ended } = startNode([SET_UP], { cwd: ROOT, env: process.env, quiet: true });
  child.stdout.pipe(process.stderr, { end: false });
  child.stderr.pipe(process.stderr, { end: false });
  const { code } = await ended;
  return code === 0;
}

/** Writes to standard output until all is taken, or nobody reads it any more, as after `| head -1`. */
export function print(text) {
  return new Promise((taken, broken) => {
    process.stdout.once('error', (error) => (error.code === 'EPIPE' ? taken() : broken(error)));
    process.stdout.write(text, () => taken());
  });
}
