import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { z } from 'zod';
import { mix } from './hash';
import { createSandbox } from './sandbox';

const uploads = mkdtempSync(path.join(os.tmpdir(), 'sandbox-test-'));

let made = 0;

afterAll(() => rmSync(uploads, { recursive: true, force: true }));

const organizationSchema = z.object({
  organization: z.string(),
  key: z.string(),
  now: z.string(),
  sources: z.array(z.object({ id: z.string(), name: z.string(), scenario: z.string().nullable() })),
  keys: z.array(
    z.object({ id: z.string(), name: z.string(), key: z.string(), source: z.string().nullable() }),
  ),
});

const entrySchema = z.object({
  datetime: z.string(),
  guid: z.string(),
  id: z.string(),
  meta: z.record(z.string(), z.unknown()),
  operation: z.string(),
  organizationId: z.string(),
  requestId: z.string(),
  resourceId: z.string(),
  result: z.string(),
  sourceId: z.string(),
  task: z.string(),
});

const logsSchema = z.object({ documentLogEntries: z.array(entrySchema), hasNextPage: z.boolean() });

/** A log row as the sandbox sends it. */
export type Entry = z.infer<typeof entrySchema>;

/** An answer, its body as JSON where it is JSON, else as text. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** What a test sends; `token` null sends no Authorization. */
export interface Sent {
  body?: string | Record<string, unknown> | unknown[];
  headers?: Record<string, string>;
  token?: string | null;
}

/** A sandbox for a test: its real time stands still until it is moved, its ids are the same every time. */
export function sandboxAt(time: string) {
  let now = Date.parse(time);
  let drawn = 0;
  const sandbox = createSandbox({
    now: () => now,
    folder: path.join(uploads, String(made++)),
    random: () => mix(drawn++) / 2 ** 32,
  });

  async function send(
    method: string,
    url: string,
    { body, headers, token = null }: Sent = {},
  ): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const all = new Headers(text === undefined ? {} : { 'content-type': 'application/json' });
    if (token !== null) all.set('authorization', `Bearer ${token}`);
    for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
    const request = new Request(new URL(url, 'http://localhost:4100/sandbox/'), {
      method,
      headers: all,
      ...(text !== undefined && { body: text }),
    });
    const response = await sandbox.fetch(request);
    const answered = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && answered !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(answered) : answered,
    };
  }

  /** Makes an organization, and says how to reach its APIs with its key. */
  async function organization(settings: Record<string, unknown> = {}) {
    const answer = await send('POST', '/sandbox/_control/organizations', {
      body: { id: 'test', perPageCap: 10_000, ...settings },
    });
    const { organization: id, key, sources, keys } = organizationSchema.parse(answer.body);
    const source = sources[0]?.id ?? '';
    const call = (method: string, url: string, sent: Sent = {}) =>
      send(method, `/sandbox${url}`, { token: key, ...sent });
    const push = (method: string, rest: string, sent?: Sent) =>
      call(method, `/push/v1/organizations/${id}/sources/${source}${rest}`, sent);

    /** The rows of a window, newest first, from all its pages; the last seven days unless given. */
    const rows = async (query: Record<string, string> = {}, filter: Record<string, unknown> = {}) => {
      const entries: Entry[] = [];
      const span = { from: new Date(now - 7 * 86_400_000).toISOString(), to: new Date(now).toISOString() };
      for (let page = 0; ; page += 1) {
        const search = new URLSearchParams({ ...span, ...query, page: String(page), perPage: '10000' });
        const answer = await call('POST', `/logs/v1/organizations/${id}?${search}`, { body: filter });
        const { documentLogEntries, hasNextPage } = logsSchema.parse(answer.body);
        entries.push(...documentLogEntries);
        if (!hasNextPage) return entries;
      }
    };

    /** Uploads a text to a new container; answers its file id. */
    const upload = async (text: string) => {
      const container = await call('POST', `/push/v1/organizations/${id}/files`);
      const { fileId, uploadUri, requiredHeaders } = z
        .object({
          fileId: z.string(),
          uploadUri: z.string(),
          requiredHeaders: z.record(z.string(), z.string()),
        })
        .parse(container.body);
      await send('PUT', uploadUri, { body: text, headers: requiredHeaders });
      return fileId;
    };

    return { id, key, keys, sources, source, call, push, rows, upload };
  }

  return {
    send,
    fetch: sandbox.fetch,
    organization,
    /** Moves real time, and with it every organization's clock. */
    advance(ms: number) {
      now += ms;
    },
  };
}

/** A row in short, for comparisons: task, operation, result and item. */
export function inShort({ task, operation, result, id }: Entry): string {
  return `${task} ${operation} ${result} ${id}`;
}
