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

it.each([
  ['', 400],
  ['90', 90],
  ['0.5', 1],
  ['0', 400],
  ['-3', 400],
  ['for ever', 400],
])('PUSHSCOPE_KEEP_DAYS “%s” keeps %i days', (value, days) => {
  vi.stubEnv('PUSHSCOPE_KEEP_DAYS', value);
  expect(readEnvironment().keepDays).toBe(days);
});
