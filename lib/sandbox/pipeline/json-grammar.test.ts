import { Tokenizer } from '@streamparser/json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createJsonGrammar } from './json-grammar';

/** Whether the grammar takes all tokens of a text, which are tokens of JSON in whatever order. */
function isJson(text: string): boolean {
  const grammar = createJsonGrammar();
  const tokenizer = new Tokenizer();
  let isTaken = true;
  tokenizer.onToken = ({ token }) => {
    isTaken = isTaken && grammar.takes(token);
  };
  tokenizer.write(text);
  tokenizer.end();
  return isTaken && grammar.isWhole();
}

it('takes whatever is JSON', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(isJson(text)).toBe(true);
    }),
  );
});

it('takes a thousand brackets, one in the other, and no more', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect([isJson(nested(1_000)), isJson(nested(1_001))]).toEqual([true, false]);
});

it('takes what JSON.parse takes, and nothing else, of tokens in any order', () => {
  const token = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'true', 'null');
  const isParsed = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const text = fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join(' '));
  const nearly = fc
    .tuple(fc.json({ maxDepth: 3, stringUnit: fc.constant('a') }), fc.nat(), token)
    .map(([json, place, extra]) => {
      const tokens = json.match(/[{}[\],:]|[^{}[\],:]+/g) ?? [];
      tokens.splice(place % (tokens.length + 1), 1, extra);
      return tokens.join(' ');
    });
  fc.assert(
    fc.property(fc.oneof(text, nearly), (candidate) => {
      expect(isJson(candidate)).toBe(isParsed(candidate));
    }),
    { numRuns: 1_000 },
  );
});
