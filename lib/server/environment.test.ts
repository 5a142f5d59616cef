import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readEnvironment } from './environment';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ['', '.data'],
  [' ', '.data'],
  ['elsewhere', 'elsewhere'],
  ['/var/data', '/var/data'],
])('PUSHSCOPE_DATA_DIR “%s” means the folder %s', (value, folder) => {
  vi.stubEnv('PUSHSCOPE_DATA_DIR', value);
  expect(readEnvironment().dataDir).toBe(path.resolve(folder));
});
