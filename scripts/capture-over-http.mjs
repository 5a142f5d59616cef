import { request } from 'node:http';

const READY_WITHIN_MS = 10_000;

/** Whether a Pushscope answers at an origin. */
export async function isPushscopeAt(origin) {
  const { status } = await ask('GET', `${origin}/api/ready`, null, READY_WITHIN_MS);
  return status === 200;
}

/**
 * Lets a running Pushscope list and capture, with the token of the place (null for the demo). Both functions answer
 * `{ status, body }`, the body as JSON, where a failure has a `detail`; status 503 where it hung up.
 */
export function captureOverHttp(origin, { region, organization, token }) {
  const base = `${origin}/api/o/${region}/${organization}`;
  return {
    list: () => ask('GET', `${base}/sources`, token),
    // A large source takes as long as it takes.
    capture: (source) => ask('POST', `${base}/s/${encodeURIComponent(source)}/captures`, token),
  };
}

/** One call, on a connection of its own. Not by `fetch`, which gives up waiting after five minutes. */
function ask(method, url, token, timeout) {
  return new Promise((resolve) => {
    const broken = (error) =>
      resolve({
        status: 503,
        body: { detail: `Pushscope did not answer to the end (${error.code ?? error.message}).` },
      });
    const call = request(url, {
      method,
      agent: false,
      ...(timeout === undefined ? {} : { timeout }),
      headers: {
        accept: 'application/json',
        connection: 'close',
        ...(method === 'POST' ? { 'content-length': '0' } : {}),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    call.on('error', broken);
    call.on('timeout', () => call.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
    call.on('response', (response) => {
      const chunks = [];
      response.on('error', broken);
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(readAnswer(response.statusCode, Buffer.concat(chunks).toString())));
    });
    call.end();
  });
}

function readAnswer(status, text) {
  try {
    const body = JSON.parse(text);
    if (status === 200 || typeof body?.detail === 'string') return { status, body };
  } catch {
    // Said below.
  }
  return {
    status: status === 200 ? 502 : status,
    body: { detail: `Pushscope answered ${status}, and no JSON.` },
  };
}
