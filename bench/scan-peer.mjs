// Reads every log row of a source page after page with Coveo's own client, and counts outcomes. Started by scan.mjs.
import { PlatformClient } from '@coveo/platform-client';
import { watchMemory } from './peak-memory.mjs';

const peakRssMb = watchMemory();
const { sandboxUrl, organization, key, source, windows } = JSON.parse(process.argv[2]);
const client = new PlatformClient({
  accessToken: key,
  organizationId: organization,
  host: sandboxUrl,
  serverlessHost: sandboxUrl,
});
const cpu = process.cpuUsage();
const started = performance.now();
const outcomes = {};
let rows = 0;
for (const window of windows) {
  for (let page = 0; ; page += 1) {
    const { documentLogEntries, hasNextPage } = await client.logs.get(
      { ...window, page, perPage: 1_000 },
      { sourceIds: [source] },
    );
    rows += documentLogEntries.length;
    for (const { task, result } of documentLogEntries) {
      const outcome = `${task} ${result}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    if (!hasNextPage) break;
  }
}
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
process.send?.({
  wallMs,
  cpuMs: (user + system) / 1000,
  peakRssMb: peakRssMb(),
  rowsRead: rows,
  outcomes,
});
process.disconnect();
