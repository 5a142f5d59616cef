import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Absolute path of the data folder: `PUSHSCOPE_DATA_DIR`, else `.data` in the project at `root`. */
export function dataFolder(root, env) {
  return resolve(root, env.PUSHSCOPE_DATA_DIR?.trim() || '.data');
}

/**
 * Makes the folder when it is missing (for its owner only: it holds the secret) and writes a file into it.
 * One sentence when that cannot be, else null. Modes and user ids are not asked: only a write proves a write.
 */
export async function dataFolderProblem(folder) {
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    await make(folder);
    await writeFile(probe, '', { flag: 'w', mode: 0o600 });
    await rm(probe);
    return null;
  } catch (error) {
    return `Pushscope cannot write to its data folder ${folder} (${error.code ?? error.message}): make it writable, or choose another with PUSHSCOPE_DATA_DIR.`;
  }
}

// Not by mkdir's `recursive`: below /proc, Node.js 20 never returns from it.
async function make(folder) {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(folder) === folder) throw error;
    const parent = dirname(folder);
    if (await exists(parent)) throw error;
    await make(parent);
    await make(folder);
  }
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
