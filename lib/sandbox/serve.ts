import { serve } from '@hono/node-server';
import { createSandbox } from './sandbox';
import { claimUploadFolder } from './upload-folder';

/** Where a sandbox that stands alone listens. */
export interface ServeSettings {
  host: string;
  port: number;
  /** Whether the control API answers callers that name this machine by another than a loopback address. */
  controlFromAnyHost?: boolean;
}

/** A sandbox that listens. */
export interface ServedSandbox {
  /** Ends it, also in the middle of calls. */
  close(): Promise<void>;
}

/** Serves a sandbox alone, without the rest of Pushscope, under the path `/sandbox`. Call it once in a process. */
export async function serveSandbox({
  host,
  port,
  controlFromAnyHost = false,
}: ServeSettings): Promise<ServedSandbox> {
  const sandbox = createSandbox({ now: Date.now, folder: claimUploadFolder(), controlFromAnyHost });
  const server = serve({ fetch: sandbox.fetch, hostname: host, port });
  await new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
