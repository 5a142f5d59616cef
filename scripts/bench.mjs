// Measures: `npm run bench -- NAME --json FILE`. NAME is a file of bench/ that exports `run`.
import { requireNode } from './node-version.mjs';

requireNode();
const { runBench } = await import('./bench-report.mjs');
process.exit(await runBench(process.argv.slice(2)));
