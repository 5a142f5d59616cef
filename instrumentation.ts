import type { Instrumentation } from 'next';

/** Runs once when the server starts, before any request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { sendThroughProxy } = await import('@/lib/server/outgoing-proxy');
  sendThroughProxy(process.env);
  const { openStoreAtStart } = await import('@/lib/server/store');
  await openStoreAtStart();
  const { stopOnSignal } = await import('@/lib/server/stopping');
  stopOnSignal();
  const { watchRequests } = await import('@/lib/server/request-log');
  watchRequests();
  if (process.env.NODE_ENV !== 'production') return;
  const { logConsole } = await import('@/lib/server/log');
  logConsole();
  const { passUpgradesOver } = await import('@/lib/server/pass-upgrades-over');
  passUpgradesOver();
}

/** Writes down what broke while a page was drawn, with the digest that the page shows and the request's id. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logPageError } = await import('@/lib/server/page-error');
  logPageError(error, request);
};
