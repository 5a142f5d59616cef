import { createSandbox, type Sandbox } from '@/lib/sandbox/sandbox';
import { claimUploadFolder } from '@/lib/sandbox/upload-folder';

export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';

const KEY = Symbol.for('pushscope.sandbox');

// Next loads a module once for each of its entries: only what hangs on globalThis is there once.
const holder: typeof globalThis & { [KEY]?: Sandbox } = globalThis;

function sandbox(): Sandbox {
  holder[KEY] ??= createSandbox({
    now: Date.now,
    folder: claimUploadFolder(),
    controlFromAnyHost: process.env.PUSHSCOPE_SANDBOX_CONTROL === 'any',
  });
  return holder[KEY];
}

function answer(request: Request): Promise<Response> | Response {
  if (process.env.PUSHSCOPE_SANDBOX !== 'off') return sandbox().fetch(request);
  const body = {
    type: 'about:blank',
    title: 'Not found',
    status: 404,
    detail: 'The sandbox is switched off.',
  };
  return new Response(JSON.stringify(body), {
    status: 404,
    headers: { 'content-type': 'application/problem+json' },
  });
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
