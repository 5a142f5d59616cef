import { requireNode } from './node-version.mjs';

requireNode();
const { verify } = await import('./verification.mjs');
const { ok } = await verify();
process.exit(ok ? 0 : 1);
