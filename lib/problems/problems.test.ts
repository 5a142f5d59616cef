import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from './problems';

/** Ids are in permalinks: none may change or go. */
const IDS = [
  'batch-failed',
  'delete-older-than-ineffective',
  'json-deserialization',
  'metadata-too-large',
  'out-of-sequence',
  'push-volume-drop',
  'refresh-stuck',
  'rejected-unexplained',
  'silent-source',
];

const beside = (name: string) => new URL(name, import.meta.url);

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
});

describe.each(PROBLEMS.map((problem) => ({ ...problem })))('the problem $id', ({ id, words, live }) => {
  it('has a file of its name, and its test beside it', () => {
    expect([existsSync(beside(`${id}.ts`)), existsSync(beside(`${id}.test.ts`))]).toEqual([true, true]);
  });

  it('has all its words, and none of them twice', () => {
    const texts = [words.title, words.whatHappened, words.cause, ...words.fix, ...words.mistakes];
    expect(texts.filter((text) => text.trim() === '' || text !== text.trim())).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
    expect([words.fix.length > 0, words.mistakes.length > 0]).toEqual([true, true]);
  });

  it('closes every backtick that it opens', () => {
    const texts = [words.whatHappened, words.cause, ...words.fix, ...words.mistakes];
    expect(texts.filter((text) => text.split('`').length % 2 === 0)).toEqual([]);
  });

  it('says when to try again only where trying again can help', () => {
    expect(words.retryAfter !== null).toBe(words.retryable);
  });

  it('leads to Coveo’s own article', () => {
    expect(words.article.url).toMatch(/^https:\/\/docs\.coveo\.com\/en\/\d+\/$/);
    expect(words.article.title).toMatch(/^Coveo \d+: \S/);
    expect(words.article.url).toContain(words.article.title.replace(/^Coveo (\d+):.*$/, '$1'));
  });

  it('names what its door needs before it can say clear', () => {
    expect(live?.needs.length).toBeGreaterThan(0);
  });
});
