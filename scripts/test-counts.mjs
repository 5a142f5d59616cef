import { readFile } from 'node:fs/promises';

/** No test ran: what counts begin with. */
export const NO_TESTS = { passed: 0, failed: 0, skipped: 0 };

/** Counts of Vitest's JSON report. A file that could not be run at all counts as one failed test. */
export function vitestCounts(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * One line that says that the half of the store's tests that needs a PostgreSQL server was left out, by Vitest's JSON
 * report; null when it ran.
 */
export function postgresNote(report) {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const skipped = tests.filter(
    (test) => ['skipped', 'pending'].includes(test.status) && test.fullName.includes('PostgreSQL'),
  );
  if (skipped.length === 0) return null;
  return `Skipped for want of a PostgreSQL server: ${skipped.length} tests of the store on PostgreSQL. CONTRIBUTING.md says how to have them run.`;
}

/** Counts of Playwright's JSON report. An error outside of any test counts as one failed test. */
export function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/** Counts of the report at `path`, read by `counts`. A report that is missing counts as one failure. */
export async function reportedCounts(path, counts) {
  const report = await readReport(path);
  return report === null ? { ...NO_TESTS, failed: 1 } : counts(report);
}

/** The JSON report at `path`; null when it is missing or broken. */
export async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** `a` and `b` together. */
export function addCounts(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The line that closes a run: '12 passed, 0 failed', with ', 1 skipped' where there are any. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
