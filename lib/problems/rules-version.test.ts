import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES_VERSION } from './problems';

/** The rules of each version, as `rulesDigest` tells them apart. The last one is today's. */
const RULES: Readonly<Record<number, string>> = {
  1: 'd79e6ad3eba84b5afa5b967a36a38fbc2e6cec3ab8a437cac5e038269970e984',
  2: '2d16a3cea09fcc82975fa7363914f57c9d205ee180f77c85ffbc07237c208e9b',
  3: '3a2bb8c531083a941a25a607b9c4c367e728990d40b340fd7b7119ff49b2b5db',
};

/** SHA-256 of all that the rules are made of: the files of this folder without tests, comments and layout. */
function rulesDigest(): string {
  const digest = createHash('sha256');
  const folder = new URL('.', import.meta.url);
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.ts') || /(\.test|-under-test)\.ts$/.test(name)) continue;
    digest.update(`${name}\n${withoutLayout(readFileSync(new URL(name, folder), 'utf8'))}\n`);
  }
  return digest.digest('hex');
}

/** A file without whole lines of comment, white space, and commas before a closing bracket. */
function withoutLayout(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\/\*|\*)/.test(line) && !line.includes('RULES_VERSION ='))
    .join('')
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '');
}

it('grows with every change of the rules, so that an issue’s captured version says by which rules it was found', () => {
  const digest = rulesDigest();
  const isPinned = RULES[RULES_VERSION] === digest;
  expect(
    isPinned ? null : digest,
    `lib/problems differs from version ${RULES_VERSION} of the rules. Where a rule finds, counts, or says anything else than before, add 1 to RULES_VERSION in lib/problems/problems.ts and a line to RULES in this file; where only code moved, or the version was never released, put the new digest in its line: ${digest}`,
  ).toBeNull();
  expect(Object.keys(RULES).at(-1)).toBe(`${RULES_VERSION}`);
});

it('is not touched by comments, indentation and line breaks', () => {
  const [one, other] = [
    "/** Why. */\nexport const LIMIT = 3;\n\nconst all = ['a', 'b'];\n",
    "// Because.\nexport const LIMIT =\n  3;\nconst all = [\n  'a',\n  'b',\n];",
  ];
  expect(withoutLayout(one ?? '')).toBe(withoutLayout(other ?? ''));
  expect(withoutLayout('const LIMIT = 4;')).not.toBe(withoutLayout('const LIMIT = 3;'));
});
