import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readSource, type SourceText } from './source-text';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE_FOLDERS = ['app', 'components', 'lib', 'scripts', 'e2e', 'bench'];

/** Folders that get everything as an argument: no network, environment, clock, randomness, waiting or framework. */
const PURE = [
  'problems',
  'evidence',
  'ordering',
  'redaction',
  'paste',
  'diagnosis',
  'timeline',
  'health',
].map((name) => `lib/${name}`);

/** Who may import whom, beside itself. What is not in the table may be imported by nobody, and may not exist. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'app/sandbox': ['lib/sandbox'],
  'app/sandbox-guide': ['lib/sandbox', 'lib/server', 'components'],
  app: ['lib/server', 'lib/queries', 'components', ...PURE],
  components: PURE,
  'lib/queries': PURE,
  'lib/server': ['lib/coveo', 'lib/scan', 'lib/store', ...PURE],
  'lib/scan': ['lib/coveo', 'lib/evidence', 'lib/store'],
  'lib/coveo': ['lib/evidence', 'lib/redaction'],
  'lib/store': ['lib/evidence', 'lib/redaction'],
  'lib/evidence': ['lib/ordering'],
  'lib/paste': ['lib/evidence', 'lib/ordering', 'lib/redaction'],
  'lib/problems': ['lib/evidence', 'lib/paste', 'lib/ordering'],
  'lib/diagnosis': ['lib/paste', 'lib/problems'],
  'lib/health': ['lib/problems', 'lib/evidence', 'lib/timeline'],
  'lib/timeline': ['lib/evidence'],
  'lib/ordering': [],
  'lib/redaction': [],
  'lib/sandbox': [],
  'proxy.ts': ['lib/server'],
  'instrumentation.ts': ['lib/server'],
};

/** Packages that a pure folder may know. */
const PURE_PACKAGES = ['zod'];

/** What betrays a clock, randomness, waiting or the world outside, in code without comments and strings. */
const IMPURE: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Date.now', /\bDate\s*\.\s*now\b/],
  ['new Date() without an argument', /\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())/],
  ['Date() as a function', /(?<!\bnew\s+|[.\w$])Date\s*\(/],
  ["the machine's time zone", /\.(?:get(?:Hours|Minutes|Date|Day|Month|FullYear)|getTimezoneOffset)\s*\(/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['crypto', /(?<![.\w$])crypto\s*\./],
  ['performance', /(?<![.\w$])performance\s*\./],
  ['async or await', /\b(?:async\s+function|async\s*\(|async\s+\w+\s*=>|await)\b/],
  ['Promise', /\bPromise\b/],
  ['a timer', /(?<![.\w$])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/],
  ['fetch', /(?<![.\w$])fetch\s*\(/],
  ['process', /(?<![.\w$])process\s*\./],
  ['globalThis', /\bglobalThis\b/],
];

const BANNED_NAMES = ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared'];

type File = { path: string; text: string; source: SourceText };

const FILES: readonly File[] = [
  ...SOURCE_FOLDERS.flatMap((folder) => filesBelow(folder)),
  ...['proxy.ts', 'instrumentation.ts'].filter((name) => existsSync(path.join(ROOT, name))),
].map((name) => {
  const text = readFileSync(path.join(ROOT, name), 'utf8');
  return { path: name, text, source: readSource(text) };
});

const OURS = FILES.filter((file) => zoneOf(file.path) !== null && !isTest(file.path));
const PURE_FILES = OURS.filter((file) => PURE.includes(zoneOf(file.path) ?? ''));

test('every folder imports only what the table lets it import, however the import is written', () => {
  const offences: string[] = [];
  for (const file of OURS) {
    const zone = zoneOf(file.path) ?? '';
    for (const target of file.source.imports.map((name) => targetOf(file.path, name))) {
      if (target === null) continue;
      const other = zoneOf(target) ?? target;
      if (other !== zone && !MAY_IMPORT[zone]?.includes(other))
        offences.push(`${file.path} imports ${target}`);
    }
  }
  expect(offences).toEqual([]);
});

test('nothing but tests imports what is made for tests', () => {
  const offences = OURS.flatMap((file) =>
    file.source.imports
      .filter((name) => /(?:\.test|-under-test)$/.test(name))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(offences).toEqual([]);
});

test('every folder of lib has its line in the table', () => {
  const folders = readdirSync(path.join(ROOT, 'lib'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `lib/${entry.name}`);
  expect(folders.filter((folder) => MAY_IMPORT[folder] === undefined)).toEqual([]);
});

test('nothing but tests can send a delete older than, or push a batch: Pushscope only explains them', () => {
  const senders = OURS.filter(
    (file) =>
      file.path !== 'lib/coveo/push.ts' && /\b(?:deleteOlderThan|pushBatch)\s*\(/.test(file.source.code),
  );
  expect(senders.map((file) => file.path)).toEqual([]);
});

test('pure folders know no package but the named ones', () => {
  const offences = PURE_FILES.flatMap((file) =>
    file.source.imports
      .filter((name) => targetOf(file.path, name) === null && !PURE_PACKAGES.includes(name))
      .map((name) => `${file.path} imports ${name}`),
  );
  expect(offences).toEqual([]);
});

test('pure folders have no clock, no randomness, no waiting and no world outside', () => {
  const offences = PURE_FILES.flatMap((file) =>
    impurities(file.source.code).map((found) => `${file.path} uses ${found}`),
  );
  expect(offences).toEqual([]);
});

test.each([
  ['const now = Date.now();', ['Date.now']],
  ['const now = new Date();', ['new Date() without an argument']],
  ['const now = new Date;', ['new Date() without an argument']],
  ['const now = Date();', ['Date() as a function']],
  ['const day = new Date(at).getDay();', ["the machine's time zone"]],
  ['const id = Math.random();', ['Math.random']],
  ['const id = crypto.randomUUID();', ['crypto']],
  ['export async function read() {}', ['async or await']],
  ['const read = async (at: string) => at;', ['async or await']],
  ['const all = Promise.all([]);', ['Promise']],
  ["const answer = fetch('/x');", ['fetch']],
  ['const zone = process.env.TZ;', ['process']],
  ["const at = new Date('2026-01-01T00:00:00Z').toISOString();", []],
  ['const at = new Date(Date.UTC(2026, 0, 1)).getUTCDay();', []],
  ["const text = 'await Date.now()'; // process.env", []],
])('purity of: %s', (text, found) => {
  expect(impurities(readSource(text).code)).toEqual(found);
});

test('only lib/server imports server-only, and each of its files begins with it', () => {
  const users = OURS.filter((file) => file.source.imports.includes('server-only')).map((file) => file.path);
  const first = OURS.filter((file) => /^import 'server-only';\n/.test(file.text)).map((file) => file.path);
  const server = OURS.filter((file) => zoneOf(file.path) === 'lib/server').map((file) => file.path);
  expect({ users, first }).toEqual({ users: server, first: server });
});

test('no file or folder has a name that says nothing', () => {
  const offences = FILES.filter((file) =>
    file.path.split('/').some((segment) => BANNED_NAMES.includes(segment.split('.')[0] ?? '')),
  );
  expect(offences.map((file) => file.path)).toEqual([]);
});

test('nothing is exported from elsewhere: one import path for one thing', () => {
  const barrels = FILES.filter(
    (file) =>
      /(?:^|\/)index\.[a-z]+$/.test(file.path) ||
      /\bexport\s*(?:type\s*)?(?:\*|\{[^}]*\}\s*from\b)/.test(file.source.code),
  );
  expect(barrels.map((file) => file.path)).toEqual([]);
});

test('every route of the API answers OPTIONS itself: Next would tell a foreign page that it may', () => {
  const routes = FILES.filter(({ path: name }) => /^app\/api\/.*\/route\.ts$/.test(name));
  expect(routes.filter(({ text }) => !/ as OPTIONS\b/.test(text)).map(({ path: name }) => name)).toEqual([]);
});

test('a button that waits for an answer is busy, not disabled: a disabled one loses the keyboard’s focus', () => {
  const waiting = /busy|pending|fetching|checking|revoking|stopping|sending|loading|saving/i;
  const offences = OURS.flatMap(({ path: name, text }) =>
    [...text.matchAll(/\bdisabled=\{([^{}]*)\}/g)]
      // What is no button may be disabled: the focus is on the button that was pressed.
      .filter(({ index }) => /<(\w+)[^<]*$/.exec(text.slice(0, index))?.[1] === 'Button')
      .filter(([, condition = '']) => waiting.test(condition))
      .map(([, condition = '']) => `${name}: ${condition}`),
  );
  expect(offences).toEqual([]);
});

test('end-to-end tests press a key of the page by pressShortcut: the part that takes it may begin after the page', () => {
  const early = FILES.filter(
    ({ path: name, text }) => /^e2e\/.*\.spec\.ts$/.test(name) && /\bkeyboard\.press\('[a-z/?]'\)/.test(text),
  );
  expect(early.map(({ path: name }) => name)).toEqual([]);
});

test('pages, layouts and routes stay on the server', () => {
  const offences = FILES.filter(
    (file) =>
      /(?:^|\/)(?:page|layout|route)\.tsx?$/.test(file.path) && /^\s*(['"])use client\1/m.test(file.text),
  );
  expect(offences.map((file) => file.path)).toEqual([]);
});

test('the documents name only files and folders that exist', () => {
  const missing: string[] = [];
  for (const document of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md']) {
    if (!existsSync(path.join(ROOT, document))) continue;
    const text = readFileSync(path.join(ROOT, document), 'utf8');
    for (const [, cited = ''] of text.matchAll(
      /`((?:app|lib|components|scripts|e2e|bench)\/[^`\s]*)[^`\n]*`/g,
    )) {
      const plain = cited.replace(/(?::\d+)?[.,;:]?$/, '');
      if (/[<>*…{}]/.test(plain) || existsSync(path.join(ROOT, plain))) continue;
      missing.push(`${document} names ${plain}`);
    }
  }
  expect(missing).toEqual([]);
});

function impurities(code: string): string[] {
  return IMPURE.filter(([, pattern]) => pattern.test(code)).map(([name]) => name);
}

/** The line of the table that a path belongs to, or null: tests, scripts and the like are free. */
function zoneOf(name: string): string | null {
  const known = Object.keys(MAY_IMPORT).find((zone) => name === zone || name.startsWith(`${zone}/`));
  return known ?? null;
}

/** Path, from the project's folder, of what an import names; null for a package. */
function targetOf(from: string, name: string): string | null {
  if (name.startsWith('@/')) return path.posix.normalize(name.slice(2));
  if (name.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(from), name));
  return null;
}

function isTest(name: string): boolean {
  return /(?:\.test\.[a-z]+|-under-test\.ts)$/.test(name);
}

function filesBelow(folder: string): string[] {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|tsx|mjs|js)$/.test(name))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}
