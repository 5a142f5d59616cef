import { spawnSync } from 'node:child_process';

// Known vulnerabilities of what runs in production. A registry that keeps no advisories is no answer, and is said as such.
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const counts = countsOf(stdout);
if (counts === null) {
  console.error('Not checked for known vulnerabilities: the package registry did not answer npm audit.');
} else if (counts.total === 0) {
  console.log('npm audit knows no vulnerability of the packages that run in production.');
} else {
  console.error(`npm audit knows vulnerabilities (${JSON.stringify(counts)}): see npm audit --omit=dev.`);
  process.exitCode = 1;
}

/** How many vulnerabilities by severity, and `total`; null where the report has none of these counts. */
function countsOf(report) {
  try {
    return JSON.parse(report).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}
