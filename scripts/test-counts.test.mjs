import { expect, test } from 'vitest';
import {
  addCounts,
  countsLine,
  playwrightCounts,
  postgresNote,
  reportedCounts,
  vitestCounts,
} from './test-counts.mjs';

test("Vitest's report is counted, with a file that could not run as one failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test("Playwright's report is counted, with an error outside of the tests as one failure", () => {
  const report = {
    stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: 'no server' }],
  };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a report that was never written is a failure', async () => {
  expect(await reportedCounts('/nowhere/report.json', vitestCounts)).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

test('the closing line counts both suites', () => {
  const both = addCounts({ passed: 5, failed: 0, skipped: 0 }, { passed: 4, failed: 1, skipped: 0 });
  expect([countsLine(both), countsLine({ passed: 1, failed: 0, skipped: 3 })]).toEqual([
    '9 passed, 1 failed',
    '1 passed, 0 failed, 3 skipped',
  ]);
});

test('the half that needs a PostgreSQL server is not left out in silence', () => {
  const report = (status) => ({
    testResults: [
      {
        assertionResults: [
          { status: 'passed', fullName: 'the store on libsql keeps' },
          { status, fullName: 'the store on PostgreSQL keeps' },
          { status, fullName: 'instances on one PostgreSQL may start' },
          { status: 'skipped', fullName: 'a place that even root cannot write to' },
        ],
      },
    ],
  });
  expect(postgresNote(report('passed'))).toBeNull();
  expect(postgresNote(report('skipped'))).toBe(
    'Skipped for want of a PostgreSQL server: 2 tests of the store on PostgreSQL. CONTRIBUTING.md says how to have them run.',
  );
});
