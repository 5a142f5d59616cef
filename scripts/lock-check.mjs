import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * What is wrong with a parsed package-lock.json: one sentence each, none when nothing is. An entry that is missing
 * for some other platform stops `npm ci` on every platform, and npm writes such a file without a word.
 */
export function lockProblems(lock) {
  const entries = lock.packages ?? {};
  const problems = [];
  for (const [path, entry] of Object.entries(entries)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (isThere(entries, path, name)) continue;
      problems.push(
        `${path || 'the project'} names the optional dependency ${name}, which has no entry: pin a version whose platform packages are all published.`,
      );
    }
    if (path === '' || entry.link) continue;
    if (!entry.integrity && !entry.inBundle)
      problems.push(`${path} has no integrity: nothing proves what gets installed.`);
    if (entry.resolved) {
      problems.push(`${path} has "resolved", which names a host: install with the .npmrc of this project.`);
    }
  }
  return problems;
}

function isThere(entries, from, name) {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1))) {
    if (entries[`${path ? `${path}/` : ''}node_modules/${name}`]) return true;
    if (path === '') return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = new URL('../package-lock.json', import.meta.url);
  const problems = lockProblems(JSON.parse(await readFile(file, 'utf8')));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
