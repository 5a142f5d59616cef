import { expect, test } from 'vitest';
import { readSource } from './source-text';

test('every way to name a module is seen', () => {
  const text = [
    "import 'a';",
    "import b, { type B } from 'b';",
    'import {',
    '  c,',
    '} from "c";',
    "export * from 'd';",
    "export { e } from './e';",
    "const f = await import('f');",
    'const g = import(`g`);',
    "const h = require('h');",
    "type I = import('i').I;",
  ].join('\n');
  expect(readSource(text).imports).toEqual(['a', 'b', 'c', 'd', './e', 'f', 'g', 'h', 'i']);
});

test('what only looks like an import is not taken for one', () => {
  const text = [
    "// import 'a';",
    "/* from 'b' */",
    'const c = "from \'c\'";',
    "const d = `import 'd'`;",
  ].join('\n');
  expect(readSource(text).imports).toEqual([]);
});

test('comments and the insides of strings are blank, code and line breaks stay', () => {
  expect(readSource("a('x y'); // z\nb(/* c */);").code).toBe("a('   ');     \nb(       );");
});

test('code inside a template is code, the words around it are not', () => {
  const hole = (code: string) => ['$', '{', code, '}'].join('');
  const text = `\`now ${hole(`Date.now() + \`${hole('x')}\``)} later\`;`;
  expect(readSource(text).code).toBe(text.replace('now ', '    ').replace(' later', '      '));
});

test('a quote in a regular expression opens no string', () => {
  expect(readSource('const quote = /[\'"/]/.test(text); Date.now();').code).toBe(
    'const quote = /     /.test(text); Date.now();',
  );
});

test('a division is no regular expression', () => {
  expect(readSource('const rate = total / count; const half = rate / 2;').code).toBe(
    'const rate = total / count; const half = rate / 2;',
  );
});
