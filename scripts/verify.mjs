import { requireNode } from './node-version.mjs';

requireNode();
const { verify } = await import('./verification.mjs');
const { ok, note } = await verify({ long: false });
if (note !== null) console.log(note);
process.exit(ok ? 0 : 1);
