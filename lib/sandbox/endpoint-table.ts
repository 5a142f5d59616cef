import { operations, unsupportedOperations } from './operations';

/** What stands around the table of operations in a text that holds it. */
const TABLE_BEGIN = '<!-- The table of operations, written by `npx vitest run lib/sandbox/operations -u` -->';
const TABLE_END = '<!-- End of the table of operations -->';

/** The table of operations as Markdown: those that are served, and those that are not. */
function operationsTable(): string {
  const served = operations.map(
    ({ operation, method, path, needs, testedBy }) =>
      `| \`${operation}\` | ${method} | \`${path}\` | yes | ${needs ?? ''} | \`${testedBy}\` |`,
  );
  const others = unsupportedOperations.map(
    ({ operation, method, path }) => `| \`${operation}\` | ${method} | \`${path}\` | no: 501 | | |`,
  );
  return [
    '| operation | method | path | supported | privilege | tested by |',
    '|---|---|---|---|---|---|',
    ...served,
    ...others,
  ].join('\n');
}

/** The text with the table between its two marks brought up to date; a bug when it has no such marks. */
export function withOperationsTable(text: string): string {
  const begin = text.indexOf(TABLE_BEGIN);
  const end = text.indexOf(TABLE_END);
  if (begin === -1 || end < begin) throw new Error('The text has no marks around a table of operations.');
  return `${text.slice(0, begin)}${TABLE_BEGIN}\n\n${operationsTable()}\n\n${text.slice(end)}`;
}
