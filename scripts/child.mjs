import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const GUARD = new URL('./exit-with-parent.mjs', import.meta.url).href;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts a Node.js program that ends when we end, however we end. SIGINT, SIGTERM and SIGHUP are passed on to it;
 * when it has not ended `graceMs` later, it is killed. `quiet` keeps its output instead of showing it.
 * `orphanSignal` is what it gets when we are killed outright.
 * Returns the child and `ended`, a promise of `{ code, output, stoppedBy, killed }`: the exit code (128 + n for a signal),
 * what it wrote when quiet, the signal that we passed on, or null, and whether we killed it.
 */
export function startNode(args, { cwd, env, quiet = false, graceMs = 10_000, orphanSignal = 'SIGTERM' }) {
  return follow(
    spawn(process.execPath, ['--import', `${GUARD}?parent=${process.pid}&signal=${orphanSignal}`, ...args], {
      cwd,
      env,
      stdio: ['ignore', ...(quiet ? ['pipe', 'pipe'] : ['inherit', 'inherit']), 'ipc'],
    }),
    graceMs,
  );
}

/** Runs a Node.js program to its end: `startNode`, awaited. */
export function runNode(args, options) {
  return startNode(args, options).ended;
}

/** Runs any program to its end, as `runNode` does, but without the guard that ends it with us. */
export function runProgram(command, args, { cwd, env, quiet = false, graceMs = 10_000 }) {
  const output = quiet ? 'pipe' : 'inherit';
  return follow(spawn(command, args, { cwd, env, stdio: ['ignore', output, output] }), graceMs).ended;
}

function follow(child, graceMs) {
  let output = '';
  let stoppedBy = null;
  let killed = false;
  let killer;
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const stop = (signal) => {
    if (stoppedBy !== null) return;
    stoppedBy = signal;
    child.kill(signal);
    killer = setTimeout(() => {
      killed = child.kill('SIGKILL');
    }, graceMs);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  const ended = new Promise((resolve) => {
    const finish = (code) => {
      clearTimeout(killer);
      for (const signal of SIGNALS) process.off(signal, stop);
      resolve({ code, output, stoppedBy, killed });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.once('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
  return { child, ended, stop };
}
