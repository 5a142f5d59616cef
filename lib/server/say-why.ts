import 'server-only';

/** The exit code of a server that has already said, in one sentence, why it cannot serve: `scripts/serving.mjs` knows it. */
const SAID_WHY = 78;

/** Says in one sentence why this server cannot serve, and ends it. */
export function sayWhy(sentence: string): never {
  console.error(sentence);
  process.exit(SAID_WHY);
}

/** Does what a server begins with; an error that it throws is the sentence why it cannot serve. */
export function orEnd(begin: () => void): void {
  try {
    begin();
  } catch (error) {
    sayWhy(error instanceof Error ? error.message : String(error));
  }
}
