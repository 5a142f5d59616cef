import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from './child.mjs';
import { NEXT, ROOT, setUp } from './setup.mjs';
import { NO_TESTS, postgresNote, readReport, reportedCounts, vitestCounts } from './test-counts.mjs';
import { testFolder } from './test-folder.mjs';

const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');

/**
 * Everything that needs no browser: set-up, lock file, lint and format, types, unit tests; the long files among
 * these only where `long` is true. The checks run side by side; each one's duration is printed, and its output when it
 * failed.
 * Returns `{ ok, counts, note }`: the counts of the unit tests, and one line on what they left out, or null.
 */
export async function verify({ long }) {
  const { code } = await setUp({ build: false });
  if (code !== 0) return { ok: false, counts: NO_TESTS, note: null };

  const folder = await mkdtemp(join(tmpdir(), 'pushscope-verify-'));
  const report = join(folder, 'vitest.json');
  try {
    const vitest = [
      'run',
      ...(long ? [] : ['--project=!long']),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const env = { ...process.env, TMPDIR: await testFolder(process.env) };
    const results = await Promise.all([
      step('lock file', [[join(ROOT, 'scripts/lock-check.mjs')]]),
      step('lint and format', [[BIOME, 'check', '.']]),
      step('types', [
        [NEXT, 'typegen'],
        [TSC, '--noEmit'],
      ]),
      step('unit tests', [[VITEST, ...vitest]], env),
    ]);
    const unit = results[3];
    if (unit.ok) console.log(closingLines(unit.output));
    const failed = results.filter((result) => !result.ok).map((result) => result.name);
    if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}.`);
    const read = await readReport(report);
    return {
      ok: failed.length === 0,
      counts: await reportedCounts(report, vitestCounts),
      note: read && postgresNote(read),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the programs of one check one after the other, up to the first that fails. */
async function step(name, programs, env = process.env) {
  const started = performance.now();
  let output = '';
  let ok = true;
  for (const args of programs) {
    const ended = await runNode(args, { cwd: ROOT, env: checkEnvironment(env), quiet: true });
    output += ended.output;
    ok = ended.code === 0;
    if (!ok) break;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (!ok) console.error(output.trimEnd());
  return { name, ok, output };
}

// The checks must not depend on how the shell of the person who runs them is set.
function checkEnvironment(env) {
  const { NODE_ENV: _, ...rest } = env;
  return { ...rest, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: undefined };
}

function closingLines(output) {
  const lines = output
    .trimEnd()
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('JSON report'));
  const start = lines.findIndex((line) => /^\s*Test Files /.test(line));
  return lines.slice(Math.max(0, start)).join('\n');
}
