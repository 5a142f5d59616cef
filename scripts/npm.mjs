import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Settings of the npm that runs us, or of the shell, that would make `npm ci` install less than the lock file says. */
const HARMFUL =
  /^npm_config_(omit|include|only|also|production|dev|optional|ignore_scripts|global|location|package_lock|package_lock_only|dry_run|workspaces?|include_workspace_root|prefix|local_prefix|install_strategy|os|cpu|libc|save.*)$/i;

/** `env` without the npm settings that leak into children and change what `npm ci` installs. */
export function npmEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !HARMFUL.test(name.replaceAll('-', '_'))));
}

/** Path of npm's JavaScript entry: of the npm that runs us, else of the one on PATH. Null when there is none. */
export function npmProgram(env) {
  const running = env.npm_execpath;
  if (running && /np[mx]-cli\.[cm]?js$/.test(running)) {
    const entry = join(dirname(running), 'npm-cli.js');
    if (existsSync(entry)) return entry;
  }
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, 'npm');
    if (!existsSync(candidate)) continue;
    const entry = realpathSync(candidate);
    if (entry.endsWith('npm-cli.js')) return entry;
  }
  return null;
}
