/** Runs once when the server starts, before any request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { sendThroughProxy } = await import('@/lib/server/outgoing-proxy');
  sendThroughProxy(process.env);
  const { openStoreAtStart } = await import('@/lib/server/store');
  await openStoreAtStart();
}
