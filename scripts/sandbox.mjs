// Serves the sandbox alone: `npm run sandbox -- --port 4100 --host 127.0.0.1`.
import { requireNode } from './node-version.mjs';

requireNode();
const { serveAlone } = await import('./sandbox-serving.mjs');
process.exit(await serveAlone(process.argv.slice(2), process.env));
