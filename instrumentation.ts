import type { Instrumentation } from 'next';

/** Runs once when the server starts, before any request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { orEnd } = await import('@/lib/server/say-why');
  const { sendThroughProxy } = await import('@/lib/server/outgoing-proxy');
  orEnd(() => sendThroughProxy(process.env));
  const { openStoreAtStart } = await import('@/lib/server/store');
  await openStoreAtStart();
  const { stopOnSignal } = await import('@/lib/server/stopping');
  stopOnSignal();
  const { endSocketsOnStop } = await import('@/lib/server/open-sockets');
  endSocketsOnStop();
  const { watchRequests } = await import('@/lib/server/request-log');
  watchRequests();
  const { logCalls } = await import('@/lib/server/log-calls');
  logCalls();
  if (process.env.NODE_ENV !== 'production') return;
  const { logConsole } = await import('@/lib/server/log');
  logConsole();
}

/** Writes down what broke while a page was drawn, with the digest that the page shows and the request's id. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logPageError } = await import('@/lib/server/page-error');
  logPageError(error, request);
};
