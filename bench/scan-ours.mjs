// Scans a source in a process of its own, as a server would, and says what it cost. Started by scan.mjs.
import { once } from 'node:events';
import { watchMemory } from './peak-memory.mjs';

const peakRssMb = watchMemory();
const { bundles, sandboxUrl, organization, key, source, budget, twice } = JSON.parse(process.argv[2]);
const { createCoveoClient } = await import(bundles.client);
const { scanSource } = await import(bundles.scan);
const { judge } = await import(bundles.judge);
const { PROBLEMS } = await import(bundles.problems);
const { slicesUnderTest } = await import(bundles.slices);

const client = createCoveoClient({ region: 'sandbox', organization, token: key, sandboxUrl });
// JSON has no Infinity: a budget of null is one without end.
const limits = budget === null ? { calls: Infinity, rows: Infinity, seconds: Infinity } : budget;
const slices = twice ? slicesUnderTest() : undefined;

async function scan() {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const { evidence } = await scanSource({
    client,
    sourceId: source,
    signal: new AbortController().signal,
    onEvent: () => {},
    budget: limits,
    slices,
  });
  const { health, findings } = judge(evidence, evidence.window, source, PROBLEMS);
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const failed = new Set(
    evidence.rows.filter(({ result }) => result !== 'COMPLETED').map(({ guid }) => guid),
  );
  for (const { rows } of findings) for (const { guid } of rows) failed.delete(guid);
  return {
    wallMs,
    cpuMs: (user + system) / 1000,
    peakRssMb: peakRssMb(),
    rowsRead: evidence.coverage.rowsRead,
    verdict: health.verdict,
    found: findings.map(({ problem, rows }) => ({ problem, rows: rows.length })),
    notChecked: health.notChecked.map(({ problem, why }) => ({ problem, why })),
    unclaimed: failed.size - health.setApart.reduce((sum, { count }) => sum + count, 0),
  };
}

process.send?.(await scan());
if (twice) {
  // What it is told: the calls of the first scan have been counted.
  await once(process, 'message');
  process.send?.(await scan());
}
process.disconnect();
