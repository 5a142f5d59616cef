import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import type { CapturedIssue } from './captured-issue';
import { issueCurl } from './issue-curl';
import type { MarkdownSetting } from './issue-markdown';
import { wordsOf } from './issue-reply';
import type { IssueReport } from './issue-report';
import { formatZoned, zonedText } from './zoned-moment';

/** So many of the items and rows are examples enough for the customer. */
const EXAMPLES = 10;

/**
 * An issue as Markdown for the customer: no link into Pushscope or the console, steps by number, times in the
 * customer's zone, and a query that they can make themselves with a token of their own.
 */
export function customerMarkdown(report: IssueReport, { origin, zone }: MarkdownSetting): string {
  const shown = report.newest ?? report.opened;
  const words = wordsOf(report);
  const told = (text: string) => plain(zonedText(text, zone, report.lastSeen));
  const sections = [
    `# ${told(report.title)}`,
    `Source “${plain(report.sourceName)}”, seen from ${formatZoned(report.firstSeen, zone)} to ${formatZoned(report.lastSeen, zone)}. Times are in ${zone}.`,
    ...(words === null ? [] : ['## What happened', words.whatHappened]),
    ...(shown === null ? [] : [told(shown.finding.text)]),
    ...(words === null
      ? []
      : [
          '## Likely cause',
          words.cause,
          '## What to do',
          words.fix.map((step, index) => `${index + 1}. ${step}`).join('\n'),
        ]),
    ...(shown === null ? [] : exampleSections(shown, zone)),
    '## See it yourself',
    'With an access token that may view this source, in `COVEO_TOKEN`. Coveo keeps its log rows for 14 days.',
    fenced(issueCurl(report, origin), 'sh'),
    ...(words === null ? [] : [`Coveo’s article: [${words.article.title}](${words.article.url})`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function exampleSections({ finding }: CapturedIssue, zone: string): string[] {
  const rows = finding.evidence.slice(0, EXAMPLES);
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ at, item, task, operation, result }) =>
      `- ${formatZoned(at, zone)}: ${operation} ${result} at ${task}${item === null ? '' : `, ${inlineCode(item)}`}`,
  );
  return [`## Examples (${rows.length} of ${finding.evidenceTotal} rows)`, lines.join('\n')];
}

/** On one line, without Markdown or HTML of its own. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<[\]]/g, '\\$&');
}
