import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operations } from './operations';
import { createOrganizations } from './organizations';
import { createRouter } from './router';
import { sandboxAt } from './sandbox-under-test';

it('is what the router serves, and nothing else is served', () => {
  const organizations = createOrganizations(
    () => 0,
    () => '',
  );
  const router = createRouter({ organizations, now: () => 0, random: () => 0, folder: '' });
  const served = router.routes.map(({ method, path }) => `${method} ${path}`);
  expect(served).toEqual([...operations.map(({ method, path }) => `${method} ${path}`), 'ALL /*']);
});

it('is written down in the README, row by row', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const rows = readme.match(/^\| `[a-zA-Z.]+` \| [A-Z]+ \| `\/\S+` \|$/gm);
  expect(rows).toEqual(
    operations.map(({ operation, method, path }) => `| \`${operation}\` | ${method} | \`${path}\` |`),
  );
});

const calls = operations.filter(({ operation }) => operation !== 'upload');

it.each(calls)(
  '$method $path asks for a token, a known one, and that of the organization',
  async ({ method, path }) => {
    const sandbox = sandboxAt('2026-03-10T12:00:00Z');
    const { key } = await sandbox.organization({ scenarios: [] });
    const url = `/sandbox${path.replace(':organization', 'sandbox-demo').replaceAll(/:\w+/g, 'x')}`;
    const sent = { headers: { 'content-type': 'application/json' } };
    expect(await sandbox.send(method, url, sent)).toMatchObject({
      status: 401,
      body: { errorCode: 'UNAUTHORIZED' },
    });
    expect(await sandbox.send(method, url, { ...sent, token: 'xx-none' })).toMatchObject({
      status: 401,
      body: { errorCode: 'INVALID_TOKEN', message: 'Token is invalid.' },
    });
    if (!path.includes(':organization')) return;
    expect(await sandbox.send(method, url, { ...sent, token: key })).toMatchObject({
      status: 403,
      body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' },
    });
  },
);

it('answers 404 to every other path, with a request id', async () => {
  const answer = await sandboxAt('2026-03-10T12:00:00Z').send('GET', '/sandbox/rest/nowhere');
  expect(answer).toMatchObject({
    status: 404,
    body: { errorCode: 'INVALID_URI', message: expect.any(String) },
  });
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
