// Diagnoses a pasted error: `npm run diagnose < error.txt`, `npm run diagnose -- error.txt --json`.
import { requireNode } from './node-version.mjs';

requireNode();
const { diagnoseCommand } = await import('./diagnose-command.mjs');
process.exitCode = await diagnoseCommand(process.argv.slice(2), process.env);
