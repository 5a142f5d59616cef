// Lets users browse the production build while Coveo misbehaves: `npm run soak -- --minutes 5 --users 20 --json FILE`.
import { requireNode } from './node-version.mjs';

requireNode();
const { soak } = await import('./soak-run.mjs');
process.exit(await soak(process.argv.slice(2)));
