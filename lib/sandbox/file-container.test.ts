import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { dropAll, dropExpired, type FileContainer } from './file-container';

const folder = mkdtempSync(path.join(os.tmpdir(), 'file-container-'));
const HOUR = 3_600_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function containersMadeAt(...times: number[]) {
  const containers = new Map<string, FileContainer>();
  for (const createdAt of times) {
    const file = path.join(folder, String(createdAt));
    writeFileSync(file, 'x');
    containers.set(String(createdAt), { fileId: String(createdAt), createdAt, path: file });
  }
  containers.set('empty', { fileId: 'empty', createdAt: times[0] ?? 0, path: null });
  const left = () => ({
    containers: [...containers.keys()],
    files: times.map(String).filter((name) => existsSync(path.join(folder, name))),
  });
  return { containers, left };
}

it('containers that are older than an hour are dropped, with their uploads', async () => {
  const { containers, left } = containersMadeAt(1_000, 1_001);
  await dropExpired(containers, 1_000 + HOUR);
  expect(left()).toEqual({ containers: ['1000', '1001', 'empty'], files: ['1000', '1001'] });
  await dropExpired(containers, 1_001 + HOUR);
  expect(left()).toEqual({ containers: ['1001'], files: ['1001'] });
});

it('all of them are dropped with their organization', async () => {
  const { containers, left } = containersMadeAt(1_000, 1_001);
  await dropAll(containers);
  expect(left()).toEqual({ containers: [], files: [] });
});
