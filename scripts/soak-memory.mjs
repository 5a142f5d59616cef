// Loaded into the server of a soak before anything else: asked for 'memory', it clears away what nobody holds any more
// and tells what is left, in MB: all that the system counts, and what is alive in it.
process.on('message', (asked) => {
  if (asked !== 'memory') return;
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const mb = (bytes) => Math.round(bytes / 1024 / 1024);
  process.send?.({ memory: { mb: mb(rss), liveMb: mb(heapUsed + external) } });
});
