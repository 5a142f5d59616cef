// A sandbox in a process of its own, so that what it costs can be told from what asking costs. Started by sandbox.mjs.
const [bundle, port] = process.argv.slice(2);
const { serveSandbox } = await import(bundle);
await serveSandbox({ host: '127.0.0.1', port: Number(port) });

let peakRss = 0;
const watch = () => {
  peakRss = Math.max(peakRss, process.memoryUsage.rss());
};
setInterval(watch, 5);

process.on('message', (message) => {
  if (message === 'begin') {
    globalThis.gc?.();
    peakRss = 0;
  }
  watch();
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage.rss(), peakRss, cpuMs: (user + system) / 1000 });
});
process.once('disconnect', () => process.exit(0));
process.send?.('ready');
