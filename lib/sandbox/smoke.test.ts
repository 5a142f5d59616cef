import os from 'node:os';
import { expect, it } from 'vitest';
import { createSandbox } from './sandbox';

it('works', async () => {
  const now = Date.parse('2026-11-22T16:00:00Z');
  const sandbox = createSandbox({ now: () => now, folder: `${os.tmpdir()}/sbx-smoke` });
  const key = 'xx5a4db0c0-0000-4000-8000-000000000001';
  const call = async (method: string, path: string, body?: unknown) => {
    const t = performance.now();
    const r = await sandbox.fetch(
      new Request(`http://localhost:4100/sandbox${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await r.text();
    console.log(
      method,
      path,
      r.status,
      (performance.now() - t).toFixed(1),
      'ms',
      text.length,
      text.slice(0, 700),
      r.headers.get('date'),
    );
    return text;
  };
  await call('GET', '/rest/organizations/sandbox-demo/sources/pages');
  const w = `from=${new Date(now - 7 * 86400_000).toISOString()}&to=${new Date(now).toISOString()}`;
  await call('POST', `/logs/v1/organizations/sandbox-demo/facetsStats?${w}`, {});
  await call('POST', `/logs/v1/organizations/sandbox-demo/facetsStats?${w}`, {});
  await call('POST', `/logs/v1/organizations/sandbox-demo?${w}&perPage=1000`, {});
  await call('POST', `/logs/v1/organizations/sandbox-demo?${w}&perPage=1000`, {});
  await call('POST', `/logs/v1/organizations/sandbox-demo?${w}&perPage=1000&page=1`, {
    sourceIds: ['x6l59b2vozy8eca1ne1gnyca32-sandbox-demo'],
  });
  await call('POST', `/logs/v1/organizations/sandbox-demo?${w}&perPage=1000&page=3`, {
    sourceIds: ['x6l59b2vozy8eca1ne1gnyca32-sandbox-demo'],
  });
  await call('POST', `/rest/organizations/sandbox-demo/activities/latest`, {});
  await call('GET', '/_control/organizations/sandbox-demo');
  expect(1).toBe(1);
});
