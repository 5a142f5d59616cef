// Looks at sources and keeps what is found: `COVEO_TOKEN=… npm run capture -- eu acme`. Fit for cron.
import { requireNode } from './node-version.mjs';

requireNode();
const { captureCommand } = await import('./capture-command.mjs');
process.exitCode = await captureCommand(process.argv.slice(2), process.env);
