import { createServer } from 'node:net';

const WILDCARDS = ['0.0.0.0', '::', '[::]'];

/**
 * Where the server listens, from `HOST` (127.0.0.1) and `PORT` (3000).
 * Returns `{ host, port }`, or `{ problem }`: one sentence.
 */
export function readAddress(env) {
  const host = env.HOST?.trim().replace(/^\[(.*)\]$/, '$1') || '127.0.0.1';
  const asked = env.PORT?.trim() || '3000';
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port < 1 || port > 65535) {
    return {
      problem: `PORT is "${asked}", and a port is a whole number from 1 to 65535: choose one, for example PORT=3100 npm start.`,
    };
  }
  return { host, port };
}

/** One sentence why nothing can listen at `{ host, port }`, or null when it is free at this moment. */
export async function addressProblem({ host, port }) {
  const code = await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
  if (code !== null) return sentence(code, host, port);
  return (await isBlocked(port)) ? sentence('blocked', host, port) : null;
}

/** Whether fetch speaks to no such port, whoever listens (the Fetch standard's port blocking): nor do browsers. */
async function isBlocked(port) {
  const failure = await fetch(`http://127.0.0.1:${port}`, { method: 'HEAD' }).catch((error) => error);
  return failure.cause?.message === 'bad port';
}

function sentence(code, host, port) {
  const another = `choose another port, for example PORT=${port === 3100 ? 3101 : 3100} npm start`;
  if (code === 'blocked')
    return `Browsers do not open port ${port}, which is another protocol’s: ${another}.`;
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken by another program: ${another}.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: ${another}.`;
  return `HOST is "${host}", where this machine cannot listen (${code}): leave it out for 127.0.0.1, or use 0.0.0.0 for every interface.`;
}

/** A TCP port on 127.0.0.1 that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The origin at which this machine itself reaches the server: 127.0.0.1 when it listens everywhere. */
export function ownOrigin({ host, port }) {
  return `http://${inUrl(WILDCARDS.includes(host) ? '127.0.0.1' : host)}:${port}`;
}

/** The address to show to people. */
export function shownOrigin({ host, port }) {
  const local = [...WILDCARDS, '127.0.0.1', '::1', 'localhost'].includes(host);
  return `http://${local ? 'localhost' : inUrl(host)}:${port}`;
}

function inUrl(host) {
  return host.includes(':') ? `[${host}]` : host;
}
