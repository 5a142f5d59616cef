// Puts a backup in the place of the embedded database, while no Pushscope runs: `npm run restore -- FILE`.
import { requireNode } from './node-version.mjs';

requireNode();
const { restoreCommand } = await import('./store-commands.mjs');
process.exit(await restoreCommand(process.argv.slice(2), process.env));
