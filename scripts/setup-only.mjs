// Sets up and does nothing else, for a command whose own standard output is its answer.
import { setUp } from './setup.mjs';

const { code } = await setUp({ build: false });
process.exit(code);
