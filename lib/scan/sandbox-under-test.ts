import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { type CoveoClient, createCoveoClient } from '@/lib/coveo/client';
import { createSandbox } from '@/lib/sandbox/sandbox';

/** For tests: the real time that sandboxes under test begin at. */
export const BEGINNING = Date.parse('2026-11-22T16:00:30.000Z');

/** For tests: so many rows that a source has all that is asked for, and is read at once. */
export const SMALL = { rows: 4_000 };

const organization = z.object({
  organization: z.string(),
  key: z.string(),
  sources: z.array(z.object({ id: z.string(), name: z.string(), scenario: z.string() })),
});

/** For tests: an organization of a sandbox of its own, a client for it, and the control API. No port, no sleeping. */
export interface SandboxUnderTest {
  readonly client: CoveoClient;
  readonly sourceId: string;
  /** Calls that Coveo's side was asked, in order: path without the query. */
  readonly asked: string[];
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** For tests: makes an organization with one scenario, or with one source that shows several. */
export async function sandboxWith(
  scenario: string | readonly string[],
  settings: {
    dialect?: string;
    deleteRows?: boolean;
    perPageCap?: number;
    rows?: number;
    seed?: string;
    attempts?: number;
    /** Scenarios of further sources beside the one that is looked at. */
    beside?: readonly string[];
  } = {},
): Promise<SandboxUnderTest> {
  const { attempts = 1, beside = [], ...rest } = settings;
  const sandbox = createSandbox({
    now: () => BEGINNING,
    folder: path.join(os.tmpdir(), 'pushscope-under-test'),
    random: () => 0.5,
  });
  const control = async (method: string, at: string, body?: unknown): Promise<unknown> => {
    const response = await sandbox.fetch(
      new Request(`http://127.0.0.1/sandbox/_control${at}`, {
        method,
        headers: { 'content-type': 'application/json', host: '127.0.0.1' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${at} answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const made = organization.parse(
    await control('POST', '/organizations', {
      id: 'under-test',
      scenarios: typeof scenario === 'string' ? [scenario, ...beside] : scenario,
      mixed: typeof scenario !== 'string',
      seed: 'test',
      ...rest,
    }),
  );
  const asked: string[] = [];
  const client = createCoveoClient({
    region: 'sandbox',
    organization: made.organization,
    token: made.key,
    sandboxUrl: 'http://127.0.0.1/sandbox',
    attempts,
    sleep: async () => {},
    random: () => 0,
    now: () => BEGINNING,
    fetch: (url, init) => {
      asked.push(new URL(url).pathname.replace(`/organizations/${made.organization}`, ''));
      return sandbox.fetch(new Request(url, init));
    },
  });
  return { client, sourceId: made.sources[0]?.id ?? '', asked, control };
}
