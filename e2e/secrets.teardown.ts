import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { z } from 'zod';

const watched = z.object({
  planted: z.number(),
  searched: z.number(),
  lines: z.number(),
  found: z.array(z.string()),
});
const folder = process.env.E2E_DATA_DIR ?? '';

// Runs when all other tests have ended, whatever came of them: scripts/watched-server.mjs has searched every answer and
// every line of the log meanwhile, for every token, key and signature that a test used.
test('no secret that any test used is in an answer, in the log or in the store', async ({ request }) => {
  for (const [table, content] of await tables()) await search(request, `table ${table}`, content);
  for (const [file, content] of await files()) await search(request, `file ${file}`, content);
  const { planted, searched, lines, found } = watched.parse(await (await request.get('/__watch')).json());
  expect(found).toEqual([]);
  console.log(
    `Looked for ${planted} secrets in ${searched} answers, ${lines} lines of the log and the store.`,
  );
});

function search(request: APIRequestContext, where: string, data: Buffer) {
  return request.post(`/__watch/search?where=${encodeURIComponent(where)}`, {
    data,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

/** What every table holds, as it is read: in the file a text may lie in pieces. */
async function tables(): Promise<[string, Buffer][]> {
  const client = createClient({ url: `file:${path.join(folder, 'pushscope.db')}` });
  try {
    const named = await client.execute("select name from sqlite_master where type = 'table'");
    const names = named.rows.map(({ name }) => String(name));
    return await Promise.all(
      names.map(async (name): Promise<[string, Buffer]> => {
        const { rows } = await client.execute(`select * from "${name}"`);
        const texts = rows.flatMap((row) => Object.values(row).map(textOf));
        return [name, Buffer.from(texts.join('\n'))];
      }),
    );
  } finally {
    client.close();
  }
}

function textOf(value: unknown): string {
  return value instanceof ArrayBuffer ? Buffer.from(value).toString('latin1') : String(value);
}

async function files(): Promise<[string, Buffer][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => [path.relative(folder, name), await readFile(name)]),
  );
}
