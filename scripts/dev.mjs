import { requireNode } from './node-version.mjs';

requireNode();
const { serve } = await import('./serving.mjs');
process.exit(await serve('development'));
