import { requireNode } from './node-version.mjs';

requireNode();
const { browserTests } = await import('./browser-tests.mjs');
const { ok } = await browserTests(process.argv.slice(2));
process.exit(ok ? 0 : 1);
