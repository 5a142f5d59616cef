import { parseArgs } from 'node:util';
import { addressProblem, ownOrigin, readAddress, shownOrigin } from './address.mjs';
import { bundle } from './bundle.mjs';
import { setUp } from './setup.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Where the sandbox listens, from `--host` and `--port`, else `HOST` and `PORT`, else 127.0.0.1:4100.
 * Returns `{ host, port }`, or `{ problem }`: one sentence.
 */
export function sandboxAddress(args, env) {
  try {
    const { values } = parseArgs({ args, options: { port: { type: 'string' }, host: { type: 'string' } } });
    return readAddress({ HOST: values.host ?? env.HOST, PORT: values.port ?? env.PORT ?? '4100' });
  } catch (error) {
    return { problem: `${error.message} It takes --port and --host.` };
  }
}

/** Sets up and serves the sandbox until a signal comes. Returns the exit code: 0 after a signal, else 1. */
export async function serveAlone(args, env) {
  const address = sandboxAddress(args, env);
  const problem = 'problem' in address ? address.problem : await addressProblem(address);
  if (problem !== null) {
    console.error(problem);
    return 1;
  }
  const { code } = await setUp({ build: false });
  if (code !== 0) return code;
  const { serveSandbox } = await import(await bundle('lib/sandbox/serve.ts', 'lib/sandbox'));
  const stopped = Promise.race(
    SIGNALS.map((signal) => new Promise((resolve) => process.once(signal, resolve))),
  );
  const sandbox = await serveSandbox({
    ...address,
    controlFromAnyHost: env.PUSHSCOPE_SANDBOX_CONTROL === 'any',
  });
  console.log(`The sandbox is ready at ${shownOrigin(address)}/sandbox`);
  console.log(`Pushscope uses it with PUSHSCOPE_SANDBOX_URL=${ownOrigin(address)}/sandbox`);
  await stopped;
  await sandbox.close();
  return 0;
}
