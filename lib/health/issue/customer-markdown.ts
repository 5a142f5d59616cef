import { kindOfPush } from '@/lib/evidence/recorded-push';
import { answerWords, idsOfCall, KIND_WORDS } from '@/lib/evidence/recorded-words';
import { stageWords } from '@/lib/health/capsule/capsule-verification';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import { formatZoned, zonedText } from '@/lib/health/zoned-moment';
import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import type { CapturedIssue } from './captured-issue';
import { issueCurl } from './issue-curl';
import type { MarkdownSetting } from './issue-markdown';
import { wordsOf } from './issue-reply';
import type { IssueReport } from './issue-report';

/** So many of the items and rows are examples enough for the customer. */
const EXAMPLES = 10;

/**
 * An issue as Markdown for the customer, with the proof of a verified fix: no link into Pushscope or the console, steps by number, times in the
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
    ...(report.verification === null ? [] : fixSections(report.verification, zone)),
    ...(shown === null ? [] : exampleSections(shown, zone)),
    '## See it yourself',
    ...(shown?.finding.calls === undefined
      ? [
          'With an access token that may view this source, in `COVEO_TOKEN`. Coveo keeps its log rows for 14 days.',
          fenced(issueCurl(report, origin), 'sh'),
        ]
      : [
          'No log of Coveo’s shows these calls: look for them in your connector’s own log, at the times above.',
        ]),
    ...(words === null ? [] : [`Coveo’s article: [${words.article.title}](${words.article.url})`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Whether what they pushed since shows the problem, with proof; nothing while that is not known. */
function fixSections(verification: FixVerification, zone: string): string[] {
  const { state, text, plan, asOf, followed, proof, proofTotal } = verification;
  if (state !== 'passed' && state !== 'failed') return [];
  const items = followed.slice(0, EXAMPLES).map(({ name, stage }) => {
    const at = 'at' in stage ? `, ${formatZoned(stage.at, zone)}` : '';
    return `- ${inlineCode(name)}: ${plain(stageWords(stage))}${at}`;
  });
  return [
    state === 'passed' ? '## The fix was verified' : '## The fix did not hold',
    `What was pushed after ${formatZoned(plan.since, zone)} counts; checked ${formatZoned(asOf, zone)}.`,
    plain(zonedText(text, zone, asOf)),
    ...(items.length === 0 ? [] : [`### Followed (${items.length} of ${followed.length})`, items.join('\n')]),
    ...(proof.length === 0
      ? []
      : [`### Rows that show it (${proof.length} of ${proofTotal})`, rowLines(proof, zone)]),
  ];
}

function exampleSections({ finding }: CapturedIssue, zone: string): string[] {
  const rows = finding.evidence.slice(0, EXAMPLES);
  const calls = (finding.calls ?? []).slice(0, EXAMPLES);
  return [
    ...(rows.length === 0
      ? []
      : [`## Examples (${rows.length} of ${finding.evidenceTotal} rows)`, rowLines(rows, zone)]),
    ...(calls.length === 0
      ? []
      : [
          `## Calls (${calls.length} of ${finding.callsTotal ?? calls.length}, as your connector recorded them)`,
          callLines(calls, zone),
        ]),
  ];
}

function callLines(calls: NonNullable<CapturedIssue['finding']['calls']>, zone: string): string {
  return calls
    .map((call) => {
      const ids = idsOfCall(call).map(inlineCode);
      const told = `${KIND_WORDS[kindOfPush(call)]} (${call.method}): ${plain(answerWords(call))}`;
      return `- ${[`${formatZoned(call.at, zone)}: ${told}`, ...ids].join(', ')}`;
    })
    .join('\n');
}

function rowLines(rows: readonly FixVerification['proof'][number][], zone: string): string {
  return rows
    .map(
      ({ at, item, task, operation, result }) =>
        `- ${formatZoned(at, zone)}: ${operation} ${result} at ${task}${item === null ? '' : `, ${inlineCode(item)}`}`,
    )
    .join('\n');
}

/** On one line, without Markdown or HTML of its own. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<[\]]/g, '\\$&');
}
