import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withOperationsTable } from './endpoint-table';
import { operations, unsupportedOperations } from './operations';
import { createOrganizations } from './organizations';
import { createRouter } from './router';
import { sandboxAt } from './sandbox-under-test';
import { createUploadFolder } from './upload-folder';

it('is what the router serves, and nothing else is served', () => {
  const organizations = createOrganizations(
    () => 0,
    () => '',
  );
  const uploads = createUploadFolder('', async () => undefined);
  const router = createRouter({ organizations, now: () => 0, random: () => 0, uploads });
  const served = router.routes.map(({ method, path }) => `${method} ${path}`);
  const rows = [...operations, ...unsupportedOperations];
  expect(served).toEqual([...rows.map(({ method, path }) => `${method} ${path}`), 'ALL /*']);
});

it('is written down in the README', async () => {
  const readme = new URL('./README.md', import.meta.url);
  const written = withOperationsTable(readFileSync(readme, 'utf8'));
  await expect(written).toMatchFileSnapshot('./README.md');
});

/** The last part of a path that is no parameter: what a test of it cannot do without. */
function lastWord(path: string): string {
  return path.split('/').findLast((part) => !part.startsWith(':')) ?? '';
}

it.each(operations)('$method $path is called in $testedBy', ({ operation, path, testedBy }) => {
  const test = readFileSync(new URL(testedBy, import.meta.url), 'utf8');
  // The address of an upload is one that the sandbox gave.
  expect(test).toContain(operation === 'upload' ? 'uploadUri' : lastWord(path));
});

it.each(unsupportedOperations)(
  '$method $path is refused as not supported, once the key is known',
  async (row) => {
    const sandbox = sandboxAt('2026-03-10T12:00:00Z');
    const { call } = await sandbox.organization({ scenarios: [] });
    const url = row.path.replace(':organization', 'test').replaceAll(/:\w+/g, 'x');
    expect(await call(row.method, url)).toMatchObject({
      status: 501,
      body: { errorCode: 'NOT_IMPLEMENTED' },
    });
    expect(await call(row.method, url, { token: null })).toMatchObject({ status: 401 });
  },
);

it('answers 405 where a path is there for another method', async () => {
  const { call } = await sandboxAt('2026-03-10T12:00:00Z').organization({ scenarios: [] });
  const answer = await call('DELETE', '/rest/organizations/test/status');
  expect(answer).toMatchObject({ status: 405, body: { errorCode: 'INVALID_REQUEST' } });
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
