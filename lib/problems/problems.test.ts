import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Door, Problem } from './problem';
import { PROBLEMS } from './problems';

const PASTE: readonly Door[] = ['paste'];
const LIVE: readonly Door[] = ['live'];
const PASTE_AND_LIVE: readonly Door[] = ['paste', 'live'];
const PASTE_AND_PRE_FLIGHT: readonly Door[] = ['paste', 'pre-flight'];
const ALL_DOORS: readonly Door[] = ['paste', 'live', 'pre-flight'];

/**
 * Every id and the doors that it has or will have. Ids are in permalinks: none may change or go. The rows of Coveo's
 * article 95 first, then what is known beyond it.
 */
const DOORS: Readonly<Record<string, readonly Door[]>> = {
  'invalid-json': PASTE_AND_PRE_FLIGHT,
  'organization-paused': PASTE_AND_LIVE,
  unauthorized: PASTE,
  'invalid-token': PASTE_AND_LIVE,
  'access-denied': PASTE_AND_LIVE,
  'file-container-expired': PASTE_AND_PRE_FLIGHT,
  'batch-not-deserializable': PASTE_AND_PRE_FLIGHT,
  'item-limit-exceeded': PASTE_AND_LIVE,
  'invalid-parameter': PASTE_AND_PRE_FLIGHT,
  'missing-parameter': PASTE_AND_PRE_FLIGHT,
  'source-does-not-exist': PASTE_AND_LIVE,
  'request-too-large': PASTE_AND_PRE_FLIGHT,
  'unsupported-media-type': PASTE_AND_PRE_FLIGHT,
  'too-many-requests': PASTE_AND_LIVE,
  'service-error': PASTE_AND_LIVE,
  'json-deserialization': ALL_DOORS,
  'metadata-too-large': ALL_DOORS,
  'refresh-stuck': PASTE_AND_LIVE,
  'csharp-ssl': PASTE,
  'out-of-sequence': ALL_DOORS,
  'delete-older-than-ineffective': ALL_DOORS,

  'daily-item-limit': PASTE_AND_LIVE,
  'organization-not-found': PASTE,
  'gateway-forbidden': PASTE,
  'firewall-block': PASTE,
  'container-signature-mismatch': PASTE,
  'missing-permissions': ALL_DOORS,
  'invalid-document-id': ALL_DOORS,
  'future-ordering-id': ALL_DOORS,
  'extension-rejected': PASTE_AND_LIVE,
  'empty-batch': ['live', 'pre-flight'],
  'unaccounted-items': LIVE,
  'silent-source': LIVE,
  'push-volume-drop': LIVE,
  'mass-deletion': LIVE,
  'count-mismatch': LIVE,
  'slow-pipeline': LIVE,
  'rejected-unexplained': LIVE,
  'batch-never-consumed': LIVE,
  'call-unexplained': LIVE,
  'batch-failed': LIVE,
};
const IDS = Object.keys(DOORS).sort();

/** Doors that exist today: the rest is declared for later. */
const BUILT_LIVE = [
  'access-denied',
  'batch-failed',
  'batch-never-consumed',
  'call-unexplained',
  'count-mismatch',
  'daily-item-limit',
  'delete-older-than-ineffective',
  'empty-batch',
  'extension-rejected',
  'future-ordering-id',
  'invalid-document-id',
  'invalid-token',
  'item-limit-exceeded',
  'json-deserialization',
  'mass-deletion',
  'metadata-too-large',
  'missing-permissions',
  'organization-paused',
  'out-of-sequence',
  'push-volume-drop',
  'refresh-stuck',
  'rejected-unexplained',
  'service-error',
  'silent-source',
  'slow-pipeline',
  'source-does-not-exist',
  'too-many-requests',
  'unaccounted-items',
];

const beside = (name: string) => new URL(name, import.meta.url);

const builtDoors = ({ paste, live }: Problem): Door[] => [
  ...(paste ? (['paste'] as const) : []),
  ...(live ? (['live'] as const) : []),
];

const textsOf = ({ words }: Problem) => [
  words.title,
  words.whatHappened,
  words.cause,
  ...words.fix,
  ...words.mistakes,
];

/** What differs between two lists of texts: the texts that stand in more than one of them. */
function repeated(lists: readonly (readonly string[])[]): string[] {
  const seen = new Map<string, number>();
  for (const texts of lists) {
    for (const text of new Set(texts)) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  return [...seen].flatMap(([text, count]) => (count > 1 ? [text] : []));
}

describe('the catalogue of problems', () => {
  it('has every id once, and none is lost', () => {
    expect(PROBLEMS.map(({ id }) => id).sort()).toEqual(IDS);
  });

  it('ends with the catch-alls, so that they claim only what nobody else does', () => {
    expect(PROBLEMS.slice(-2).map(({ id }) => id)).toEqual(['batch-failed', 'rejected-unexplained']);
  });

  it('lists every file of the folder that declares a problem', () => {
    const declared = readdirSync(beside('.')).filter(
      (name) =>
        name.endsWith('.ts') &&
        !name.endsWith('.test.ts') &&
        /export const \w+: Problem = \{/.test(readFileSync(beside(name), 'utf8')),
    );
    expect(declared.map((name) => name.replace('.ts', '')).sort()).toEqual(IDS);
  });

  it('has the doors of the design, each of them built or declared for later', () => {
    const doors = PROBLEMS.map((problem) => [problem.id, [...builtDoors(problem), ...problem.later].sort()]);
    expect(Object.fromEntries(doors)).toEqual(
      Object.fromEntries(Object.entries(DOORS).map(([id, names]) => [id, [...names].sort()])),
    );
  });

  it('has every paste door, and the live doors that are known, built', () => {
    const built = (door: Door) =>
      PROBLEMS.flatMap((problem) => (builtDoors(problem).includes(door) ? [problem.id] : [])).sort();
    expect({ paste: built('paste'), live: built('live') }).toEqual({
      paste: IDS.filter((id) => DOORS[id]?.includes('paste')),
      live: BUILT_LIVE,
    });
  });

  it('says nothing twice: titles, fixes and examples of two problems differ', () => {
    expect(repeated(PROBLEMS.map(({ words }) => [words.title]))).toEqual([]);
    expect(repeated(PROBLEMS.map(({ words }) => [words.whatHappened, words.cause]))).toEqual([]);
    expect(repeated(PROBLEMS.map(({ example }) => (example === null ? [] : [example])))).toEqual([]);
  });

  it('gives each code that a text is searched for to one problem', () => {
    expect(repeated(PROBLEMS.map(({ paste }) => paste?.codes ?? []))).toEqual([]);
  });

  it('knows each phrase by one name, and each name by one pattern', () => {
    const phrases = PROBLEMS.flatMap(({ paste }) => paste?.phrases ?? []);
    const pairs = new Set(phrases.map(({ name, pattern }) => JSON.stringify([name, pattern.source])));
    expect({
      names: new Set(phrases.map(({ name }) => name)).size,
      patterns: new Set(phrases.map(({ pattern }) => pattern.source)).size,
    }).toEqual({ names: pairs.size, patterns: pairs.size });
  });

  it('has a page for each: one route, which shows what stands in the catalogue', () => {
    const route = readFileSync(beside('../../app/problems/[id]/page.tsx'), 'utf8');
    const imports = [...route.matchAll(/from '@\/([^']+)'/g)].map(([, path]) => `../../${path}`);
    const usesCatalogue = ['.ts', '.tsx'].some((ending) =>
      imports.some((path) => {
        const file = beside(`${path}${ending}`);
        return existsSync(file) && readFileSync(file, 'utf8').includes("from '@/lib/problems/problems'");
      }),
    );
    expect(usesCatalogue || route.includes("from '@/lib/problems/problems'")).toBe(true);
  });
});

describe.each(PROBLEMS.map((problem) => ({ id: problem.id, problem })))(
  'the problem $id',
  ({ id, problem }) => {
    const { words, signs, example, paste, live, later } = problem;

    it('has an id in lower case with dashes, a file of that name, and its test beside it', () => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([existsSync(beside(`${id}.ts`)), existsSync(beside(`${id}.test.ts`))]).toEqual([true, true]);
    });

    it('has all its words, and none of them twice', () => {
      const texts = [...textsOf(problem), ...(words.unsure === null ? [] : [words.unsure])];
      expect(texts.filter((text) => text.trim() === '' || text !== text.trim())).toEqual([]);
      expect(new Set(texts).size).toBe(texts.length);
      expect([words.fix.length > 0, words.mistakes.length > 0]).toEqual([true, true]);
    });

    it('speaks in sentences, and names itself without a full stop', () => {
      const sentences = [
        words.whatHappened,
        words.cause,
        ...words.fix,
        ...words.mistakes,
        words.unsure ?? '.',
      ];
      expect(sentences.filter((text) => !/[.?!]$/.test(text))).toEqual([]);
      expect(words.title).not.toMatch(/[.!?:]$/);
    });

    it('closes every backtick that it opens, and leaves no markup outside of them', () => {
      const texts = [...textsOf(problem), words.unsure ?? '', words.retryAfter ?? ''];
      expect(texts.filter((text) => text.split('`').length % 2 === 0)).toEqual([]);
      const outside = texts.map((text) => text.replace(/`[^`]*`/g, ''));
      expect(outside.filter((text) => /[<*[\]_]|^>/.test(text))).toEqual([]);
      expect(words.title).not.toContain('`');
    });

    it('says when to try again only where trying again can help', () => {
      expect(words.retryAfter !== null).toBe(words.retryable);
    });

    it('leads to Coveo’s own article, at its section where there is one', () => {
      const { title, url } = words.article;
      expect(url).toMatch(/^https:\/\/docs\.coveo\.com\/en\/\d+\/(#[a-z0-9_-]+)?$/);
      expect(title).toMatch(/^Coveo \d+: \S/);
      expect(/\/en\/(\d+)\//.exec(url)?.[1]).toBe(/^Coveo (\d+):/.exec(title)?.[1]);
    });

    it('is known by statuses of errors, and by codes, each once', () => {
      expect(signs.statuses.filter((status) => status < 400 || status > 599)).toEqual([]);
      expect(new Set(signs.statuses).size).toBe(signs.statuses.length);
      expect(new Set(signs.codes).size).toBe(signs.codes.length);
      expect(signs.codes.filter((code) => code.trim() === '' || /\s/.test(code))).toEqual([]);
    });

    it('has an example to try exactly where a paste can show it', () => {
      expect(example !== null).toBe(paste !== undefined);
      expect(example).not.toBe('');
    });

    it('puts no token into its example', () => {
      expect(example ?? '').not.toMatch(/Bearer (?!\$COVEO_TOKEN)\S/);
      expect(example ?? '').not.toMatch(/\bxx[0-9a-f]{8}-|\bAKIA|\beyJ|X-Amz-Signature=[0-9a-f]{8}/);
    });

    it('searches for codes as Coveo and S3 write them', () => {
      expect((paste?.codes ?? []).filter((code) => !/^[A-Z][A-Za-z0-9_]*$/.test(code))).toEqual([]);
    });

    it('declares for later only what is not built', () => {
      expect(later.filter((door) => builtDoors(problem).includes(door))).toEqual([]);
    });

    it('names what its live door needs before it can say clear', () => {
      expect(live === undefined || live.needs.length > 0).toBe(true);
    });
  },
);
