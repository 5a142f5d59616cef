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
