import 'server-only';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { processWide } from './process-wide';

/** For tests: this process with nothing remembered, and its store in a folder of its own; gives what clears it away. */
export async function freshProcess(): Promise<() => Promise<void>> {
  globalThis.pushscopeProcess = undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'pushscope-process-'));
  vi.stubEnv('PUSHSCOPE_DATA_DIR', folder);
  vi.stubEnv('DATABASE_URL', '');
  return async () => {
    const opened = await processWide().store;
    if (opened?.ok) {
      process.removeListener('exit', opened.value.closeNow);
      await opened.value.close();
    }
    globalThis.pushscopeProcess = undefined;
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  };
}
