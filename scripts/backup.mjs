// Backs up the embedded database, also while Pushscope runs: `npm run backup -- FILE`.
import { requireNode } from './node-version.mjs';

requireNode();
const { backupCommand } = await import('./store-commands.mjs');
process.exit(await backupCommand(process.argv.slice(2), process.env));
