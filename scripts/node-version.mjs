/** The oldest Node.js that Next.js runs on, as package.json's `engines` says. */
export const OLDEST_NODE = [20, 9];

/** One sentence when `version` (as in `process.versions.node`) is too old to run Pushscope, else null. */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `Pushscope needs Node.js ${oldestMajor}.${oldestMinor} or newer, and this is ${version}: install a newer one from https://nodejs.org and run the command again.`;
}

/** Ends the process with one sentence and exit code 1 when this Node.js is too old. */
export function requireNode() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === null) return;
  console.error(problem);
  process.exit(1);
}
