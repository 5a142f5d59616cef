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
  try {
    return counts(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return { ...NO_TESTS, failed: 1 };
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
