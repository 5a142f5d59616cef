import { Hono } from 'hono';
import { createControl } from './control';
import { randomUuid } from './hash';
import { createOrganizations } from './organizations';
import { createRouter } from './router';
import { createUploadFolder } from './upload-folder';

/** What a sandbox is made with. */
export interface SandboxSettings {
  /** Real time, in epoch milliseconds; organizations' clocks are moved against it. */
  now: () => number;
  /** A folder for uploads, made when it is first needed. */
  folder: string;
  /** From 0 up to 1, for ids and keys. */
  random?: () => number;
  /** Whether the control API answers callers that name this machine by another than a loopback address. */
  controlFromAnyHost?: boolean;
}

/** A sandbox: Coveo's APIs, under the path `/sandbox`. */
export interface Sandbox {
  fetch(request: Request): Promise<Response>;
}

/**
 * Makes a Coveo-compatible server without a port: from request to response. Its state lives in memory, and uploads in
 * a folder until they are consumed. The demo organization `sandbox-demo` is there from the beginning.
 */
export function createSandbox({
  now,
  folder,
  random = Math.random,
  controlFromAnyHost = false,
}: SandboxSettings): Sandbox {
  const organizations = createOrganizations(now, () => String(random()));
  const app = new Hono().basePath('/sandbox');
  app.route('/_control', createControl({ organizations, now, random, anyHost: controlFromAnyHost }));
  const uploads = createUploadFolder(folder, organizations.reclaimUploads);
  app.route('/', createRouter({ organizations, now, random, uploads }));
  return {
    async fetch(request) {
      const response = await app.fetch(request);
      if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', randomUuid(random));
      return response;
    },
  };
}
