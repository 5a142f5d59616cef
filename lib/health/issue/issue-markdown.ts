import { verificationSections } from '@/lib/health/fix/fix-verification-markdown';
import { formatZoned } from '@/lib/health/zoned-moment';
import { ACTING } from '@/lib/problems/advice';
import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import { countOf } from '@/lib/problems/phrasing';
import type { CapturedIssue } from './captured-issue';
import { issueCurl } from './issue-curl';
import type { IssueLineReport, IssueReport } from './issue-report';

/** How an issue's Markdown is written. */
export interface MarkdownSetting {
  /** The address of this Pushscope, without a slash at its end. */
  readonly origin: string;
  /** The time zone that times are told in. */
  readonly zone: string;
}

/**
 * An issue as Markdown for a ticket among colleagues: ids, links and raw rows; always the same sections, so that
 * tickets look alike.
 */
export function issueMarkdown(report: IssueReport, { origin, zone }: MarkdownSetting): string {
  const when = (iso: string) => formatZoned(iso, zone);
  const shown = report.newest ?? report.opened;
  const sections = [
    `# ${words(report.title)}`,
    list([
      `Issue: ${origin}${report.url}`,
      `State: ${stateWords(report, when)}`,
      `Problem: [${report.problem}](${origin}/problems/${report.problem}), severity ${report.severity}`,
      `Source: ${words(report.sourceName)} (${inlineCode(report.source)}), organization ${inlineCode(report.organization)}, region ${report.region}`,
      `Seen: ${countOf(report.count, singular(report.unit))}, ${when(report.firstSeen)}${report.lastSeen === report.firstSeen ? '' : ` to ${when(report.lastSeen)}`}`,
      `Live logs until: ${when(report.liveLogsUntil)}`,
      `Fingerprint: ${inlineCode(report.fingerprint)}; grouping key ${report.groupingKey === '' ? 'none' : inlineCode(report.groupingKey)}`,
    ]),
    ...(shown === null
      ? ['What was captured cannot be read any more.']
      : capturedSections(shown, report, when)),
    ...(report.verification === null ? [] : verificationSections(report.verification, when)),
    '## The query',
    fenced(issueCurl(report, origin), 'sh'),
    ...(report.history.length === 0
      ? []
      : [
          '## History',
          list([...report.history.map((one) => historyLine(one, when)), ...hiddenChanges(report)]),
        ]),
    ...(report.console.length === 0
      ? []
      : ['## In Coveo’s console', list(report.console.map(({ label, url }) => `[${label}](${url})`))]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Issues as a Markdown list, in the order given. `next` says that there are more. */
export function issueListMarkdown(
  { issues, next }: { readonly issues: readonly IssueLineReport[]; readonly next: string | null },
  { origin, zone }: MarkdownSetting,
): string {
  const lines = issues.map(
    ({ title, url, state, sourceName, count, unit, lastSeen }) =>
      `[${words(title)}](${origin}${url}): ${state}, on ${words(sourceName)}, ${countOf(count, singular(unit))}, last seen ${formatZoned(lastSeen, zone)}`,
  );
  return `# Issues\n\n${lines.length === 0 ? 'None.' : list(lines)}${next === null ? '' : '\n\nThere are more.'}\n`;
}

function capturedSections(
  shown: CapturedIssue,
  report: IssueReport,
  when: (iso: string) => string,
): string[] {
  const { finding, coverage } = shown;
  const first = report.opened?.capturedAt === shown.capturedAt ? null : report.opened;
  return [
    '## What was seen',
    words(finding.text),
    `Captured ${when(shown.capturedAt)}, verdict ${shown.verdict}.`,
    ...(first === null
      ? []
      : [`Opened ${when(first.capturedAt)} as “${words(first.finding.title)}”, verdict ${first.verdict}.`]),
    `Confidence: ${finding.confidence}${finding.confidenceReason === null ? '.' : `. ${words(finding.confidenceReason)}`}`,
    '## Likely cause',
    finding.cause,
    '## What to do',
    numbered(finding.fix),
    `Who acts: ${ACTING[finding.actor]}. Coveo: [${finding.article.title}](${finding.article.url})`,
    ...rowSections('Rows', finding),
    ...(first === null ? [] : rowSections('Rows when it opened', first.finding)),
    ...callSections('Recorded calls', finding),
    ...(first === null ? [] : callSections('Recorded calls when it opened', first.finding)),
    ...(finding.activities.length === 0
      ? []
      : ['## Activities', fenced(finding.activities.map((one) => JSON.stringify(one)).join('\n'), 'json')]),
    ...(finding.items.sample.length === 0
      ? []
      : [
          `## Items (${finding.items.sample.length} of ${finding.items.total})`,
          list(finding.items.sample.map(inlineCode)),
        ]),
    '## What it rests on',
    list([
      `Window: ${when(shown.query.window.from)} to ${when(shown.query.window.to)}`,
      ...shown.query.filters.map(words),
      `Coverage: ${coverage.complete ? 'complete' : 'not complete'}, ${countOf(coverage.rowsRead, 'row')} read of ${coverage.rowsCounted === null ? 'an unknown number' : countOf(coverage.rowsCounted, 'row')}, ${countOf(coverage.calls, 'call')}`,
      ...coverage.notRead.map(
        ({ call, state, why }) => `${call}: ${state}${why === null ? '' : `, ${words(why)}`}`,
      ),
      `Versions: Pushscope ${shown.versions.tool}, rules ${shown.versions.rules}`,
    ]),
  ];
}

function rowSections(heading: string, { evidence, evidenceTotal }: CapturedIssue['finding']): string[] {
  if (evidence.length === 0) return [];
  return [
    `## ${heading} (${evidence.length} of ${evidenceTotal})`,
    fenced(evidence.map((row) => JSON.stringify(row)).join('\n'), 'json'),
  ];
}

function callSections(heading: string, { calls, callsTotal }: CapturedIssue['finding']): string[] {
  if (calls === undefined) return [];
  return [
    `## ${heading} (${calls.length} of ${callsTotal ?? calls.length})`,
    fenced(calls.map((call) => JSON.stringify(call)).join('\n'), 'json'),
  ];
}

function stateWords(
  { state, ignoredUntil, resolvedAt, regressedAt }: IssueReport,
  when: (iso: string) => string,
): string {
  const until = ignoredUntil === null ? '' : ` until ${when(ignoredUntil)}`;
  const since = resolvedAt === null ? '' : `, ${when(resolvedAt)}`;
  const again = regressedAt === null ? '' : `; came back ${when(regressedAt)}`;
  return `${state}${until}${since}${again}`;
}

function historyLine(
  { at, who, text }: IssueReport['history'][number],
  when: (iso: string) => string,
): string {
  return `${when(at)}, ${words(who)}: ${words(text)}`;
}

/** Of very many changes only the newest are told. */
function hiddenChanges({ revision, history }: IssueReport): string[] {
  const left = revision - history.length;
  return left > 0 ? [`${countOf(left, 'earlier change')} kept, not told here`] : [];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function numbered(steps: readonly string[]): string {
  return steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
}

function singular(unit: string): string {
  return unit.replace(/s$/, '');
}

/** On one line and without Markdown or HTML of its own: titles and notes hold what others wrote. Code stays code. */
function words(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/[<[\]]/g, '\\$&') : part))
    .join('`');
}
