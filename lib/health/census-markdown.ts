import { inlineCode } from '@/lib/problems/markdown-code';
import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import { failedReadText } from './failed-reads';
import type { MetaCensus, RowsLookedAt } from './meta-census';

/** A census as Markdown, to hand on: it names no organization, source or item. */
export function censusMarkdown(census: MetaCensus): string {
  const { asOf, window, failed, completed, notRead, paths, codes, cut } = census;
  const sections = [
    '# What stands in the log rows’ `meta`',
    [
      `As of ${formatMoment(asOf)}; rows from ${formatMoment(window.from)} to ${formatMoment(window.to)}.`,
      `Looked at: ${looked(failed)} not COMPLETED, ${looked(completed)} COMPLETED.`,
      ...notRead.map((read) => `Not every row could be read: ${failedReadText(read)}`),
      'Examples hold plain words only: whatever could be an id, an address or a secret is hidden.',
      ...(cut ? ['More was seen than is listed here.'] : []),
    ].join('\n'),
    '## Codes that no rule knows',
    codes.length === 0
      ? 'None.'
      : table(
          ['code', 'rows', 'where', 'first seen', 'last seen'],
          codes.map(({ code, rows, at, firstSeen, lastSeen }) => [
            inlineCode(code),
            formatCount(rows),
            at.join(', '),
            formatMoment(firstSeen),
            formatMoment(lastSeen),
          ]),
        ),
    '## Paths',
    paths.length === 0
      ? 'None.'
      : table(
          ['path', 'holds', 'rows', 'in rows', 'example'],
          paths.map(({ path, kind, in: where, rows, example }) => [
            inlineCode(path === '' ? '(meta itself)' : path),
            kind === 'json' ? 'JSON in a string' : kind,
            formatCount(rows),
            where === 'failed' ? 'not COMPLETED' : 'COMPLETED',
            example === null || example === '' ? '' : inlineCode(example),
          ]),
        ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function looked({ looked: seen, read }: RowsLookedAt): string {
  return seen === read ? countOf(seen, 'row') : `${formatCount(seen)} of ${countOf(read, 'row')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
