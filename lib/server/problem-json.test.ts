import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { problemJson } from './problem-json';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The statuses that anything in app or lib/server answers as a problem. */
function statusesAnswered(): number[] {
  const found = ['app', 'lib/server'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => [
        ...readFileSync(path.join(ROOT, folder, file), 'utf8').matchAll(
          /problemJson\(\s*request,\s*(\d{3})\b/g,
        ),
      ]),
  );
  return [...new Set(found.map(([, status]) => Number(status)))].sort();
}

it('each problem that is answered has a title of its own', async () => {
  const request = new Request('http://localhost/api/x');
  const titles = await Promise.all(
    statusesAnswered().map(async (status) => (await problemJson(request, status, 'Why.').json()).title),
  );
  expect(titles.length).toBeGreaterThan(10);
  expect([titles.includes('Error'), new Set(titles).size]).toEqual([false, titles.length]);
});
