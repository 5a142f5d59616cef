import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import { ROOT, setUp } from './setup.mjs';

/** The comparisons that there are; each is a file of bench/ that exports `run`, which answers the report's rows. */
const BENCHES = {
  diagnose: () => import('../bench/diagnose.mjs'),
  sandbox: () => import('../bench/sandbox.mjs'),
  scan: () => import('../bench/scan.mjs'),
  store: () => import('../bench/store.mjs'),
};

/** Runs the comparison that `args` name, prints it, and writes it to the file of `--json`. Returns the exit code. */
export async function runBench(args) {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'string' } },
    allowPositionals: true,
  });
  const name = positionals[0] ?? '';
  if (!Object.hasOwn(BENCHES, name)) {
    console.error(`Which one? npm run bench -- ${Object.keys(BENCHES).join(' | ')} --json FILE`);
    return 1;
  }
  const { code } = await setUp({ build: false });
  if (code !== 0) return code;
  const { run } = await BENCHES[name]();
  const report = {
    bench: name,
    at: new Date().toISOString(),
    commit: await commit(),
    node: process.version,
    cpus: cpus().length,
    rows: await run(),
  };
  for (const line of lines(report)) console.log(line);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

/** A report as lines for people, one for each of its rows. */
export function lines({ rows }) {
  return rows.map(({ case: name, params, ours, ratio }) => {
    const list = (values) =>
      Object.entries(values)
        .map(([key, value]) => `${key} ${value.toLocaleString('en')}`)
        .join(', ');
    const compared = Object.entries(ratio).map(
      ([peer, times]) => `, ${times.toLocaleString('en')} × ${peer}`,
    );
    return `${name} (${list(params)}): ${list(ours)}${compared.join('')}`;
  });
}

/** The commit that was measured, or null without git. */
function commit() {
  return promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
}
