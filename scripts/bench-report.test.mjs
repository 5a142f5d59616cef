import { expect, test } from 'vitest';
import { lines } from './bench-report.mjs';

test('a report is told in a line for each case, with what was asked and what came out', () => {
  const row = {
    case: 'facetsStats',
    params: { rows: 1_000_000 },
    ours: { calls: 40, p50Ms: 1.25 },
    peers: {},
    ratio: {},
  };
  expect(lines({ rows: [row] })).toEqual(['facetsStats (rows 1,000,000): calls 40, p50Ms 1.25']);
});

test('what was measured beside is told as how many times it took', () => {
  const row = {
    case: 'HAR',
    params: { bytes: 1_024 },
    ours: { p50Ms: 0.5 },
    peers: { 'JSON.parse': { p50Ms: 0.25 } },
    ratio: { 'JSON.parse': 2 },
  };
  expect(lines({ rows: [row] })).toEqual(['HAR (bytes 1,024): p50Ms 0.5, 2 × JSON.parse']);
});
