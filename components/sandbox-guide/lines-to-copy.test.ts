import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveSandbox } from '@/lib/sandbox/served-sandbox-under-test';
import {
  type LinesToCopy,
  platformClientLines,
  pushClientLines,
  redirectLines,
  type SandboxAddress,
  shellLines,
} from './lines-to-copy';

const START = '2026-03-10T12:00:00.000Z';
const run = promisify(execFile);

// Below the project, or the scripts would not find Coveo's clients.
const folder = mkdtempSync(fileURLToPath(new URL('../../node_modules/.lines-to-copy-', import.meta.url)));

let served: Awaited<ReturnType<typeof serveSandbox>>;
let organization: Awaited<ReturnType<typeof served.organization>>;
let address: SandboxAddress;

beforeAll(async () => {
  served = await serveSandbox(START);
  organization = await served.organization({ id: 'copied', scenarios: ['healthy'] });
  address = { base: served.url, organization: organization.id, key: organization.key };
});

afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a script of the push client reaches the sandbox, as it is', async () => {
  save(redirectLines());
  save(pushClientLines(address));
  const before = served.requests.length;
  const { stdout } = await run(
    process.execPath,
    ['--import', './redirect-fetch.mjs', 'push.mjs', organization.source],
    { cwd: folder, env: { ...process.env, COVEO_BASE_URL: served.url } },
  );
  expect(stdout).toBe('202\n');
  expect(served.requests.slice(before).at(-1)).toBe(
    `PUT /push/v1/organizations/copied/sources/${organization.source}/documents?documentId=https://example.com/hello`,
  );
});

test('a script of the platform client lists the sources', async () => {
  save(platformClientLines(address));
  const { stdout } = await run(process.execPath, ['sources.mjs'], { cwd: folder });
  expect(stdout).toBe(`${organization.source} Article library\n`);
});

test('the lines for a shell name the addresses that the sandbox has', () => {
  expect(shellLines(address).text.match(/\$BASE[^"?]*/g)).toEqual([
    '$BASE/rest/organizations/copied/sources/pages',
    '$BASE/push/v1/organizations/copied/sources/$SOURCE/documents',
  ]);
});

function save({ title, text }: LinesToCopy): void {
  writeFileSync(path.join(folder, title), text);
}
