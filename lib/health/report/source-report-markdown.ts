import { inlineCode } from '@/lib/problems/markdown-code';
import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import type { ReportActivity, ReportDay, ReportIssue, SourceReport } from './source-report';
import { formatDays, formatStretch, spansYears } from './stretch-words';

/** The most runs and activities that are written out, the newest ones: JSON has them all. */
const MOST_WRITTEN = 100;

/** What of a report is written: a preserved copy has no place in it but its own. */
export type WrittenReport = Omit<SourceReport, 'region' | 'organization'>;

/** A report as Markdown; `origin` is this Pushscope's address as the reader reaches it. */
export function sourceReportMarkdown(report: SourceReport, origin: string): string {
  const { source, region, organization } = report;
  const place = `Source: ${line(source.name)} (${inlineCode(source.id)}), organization ${inlineCode(organization)} in ${region}`;
  return `${[`# Report of ${line(source.name)}, ${formatDays(report.window)} (UTC)`, list([place, `As of ${formatMoment(report.asOf)}`]), ...reportSections(report, origin)].join('\n\n')}\n`;
}

/** The sections below the heading: always the same ones. Issues link to `origin`; null for no links. */
export function reportSections(report: WrittenReport, origin: string | null): string[] {
  const { gaps, runs, runsTotal, issues, issuesTotal, activities, activitiesTotal, notRead } = report;
  const withYear = spansYears(report.window);
  return [
    report.summary,
    '## Day by day',
    'Counts are of the time that was observed. A dash: not known.',
    dayTable(report.days),
    '## Not observed',
    gaps.length === 0
      ? 'The log rows of the whole window were observed.'
      : list(gaps.map((gap) => formatStretch(gap, withYear))),
    `## Runs (${shown(runs.length, runsTotal, MOST_WRITTEN)})`,
    runs.length === 0
      ? 'None in what was observed.'
      : list(
          runs
            .slice(0, MOST_WRITTEN)
            .map(
              ({ start, end, pushed, indexed, failed }) =>
                `${formatMoment(start)} to ${formatMoment(end)}: ${formatCount(pushed)} pushed, ${formatCount(indexed)} indexed, ${formatCount(failed)} rejected, errored or unfinished`,
            ),
        ),
    `## Issues (${shown(issues.length, issuesTotal, issues.length)})`,
    issues.length === 0
      ? 'None is stored of this time.'
      : list(issues.map((issue) => issueLine(issue, origin))),
    `## Who changed what (${shown(activities.length, activitiesTotal, MOST_WRITTEN)})`,
    activitiesNote(report),
    ...(activities.length === 0 ? [] : [list(activities.slice(0, MOST_WRITTEN).map(activityLine))]),
    ...(notRead.length === 0
      ? []
      : [
          '## What could not be read for this report',
          list(
            notRead.map(
              ({ call, from, to, why, status, requestId }) =>
                `${call}, ${formatStretch({ from, to }, withYear)}${status === undefined ? '' : `, status ${status}`}${requestId === undefined ? '' : `, request id ${inlineCode(requestId)}`}${why === undefined ? '' : `: ${line(why)}`}`,
            ),
          ),
        ]),
  ];
}

/** For which part of the window activities are known, in a sentence. */
export function activitiesNote({
  activitiesRead,
  window,
}: Pick<SourceReport, 'activitiesRead' | 'window'>): string {
  const [first] = activitiesRead;
  if (first === undefined) return 'The activities of this time are not known.';
  if (activitiesRead.length === 1 && first.from <= window.from && first.to >= window.to) {
    return 'From the Activity Browser, for the whole window.';
  }
  const parts = activitiesRead.map((part) => formatStretch(part, spansYears(window))).join('; ');
  return `From the Activity Browser, only for ${parts}. Coveo keeps activities for 180 days.`;
}

/** Who looked at the source on a day, in words: "2 by hand, 1 by capture". */
export function looksText({ looks: { looking, capture } }: Pick<ReportDay, 'looks'>): string {
  const parts = [
    ...(looking > 0 ? [`${formatCount(looking)} by hand`] : []),
    ...(capture > 0 ? [`${formatCount(capture)} by capture`] : []),
  ];
  return parts.length === 0 ? 'nobody' : parts.join(', ');
}

/** How a verdict, or that there is none, is written. */
export function verdictText(verdict: ReportDay['verdict']): string {
  if (verdict === null) return 'not looked at';
  return verdict === 'healthy' ? 'no problem seen' : verdict;
}

const OBSERVED = { all: 'whole', some: 'in part', none: 'not at all' } as const;

function dayTable(days: readonly ReportDay[]): string {
  const cell = (count: number | null) => (count === null ? '–' : formatCount(count));
  return [
    '| day (UTC) | verdict | observed | pushed | indexed | failed | looked at by | why |',
    '|---|---|---|--:|--:|--:|---|---|',
    ...days.map(
      (day) =>
        `| ${day.day} | ${verdictText(day.verdict)} | ${OBSERVED[day.observed]} | ${cell(day.pushed)} | ${cell(day.indexed)} | ${cell(day.failed)} | ${looksText(day)} | ${line(day.look?.reasons[0] ?? '').replaceAll('|', String.raw`\|`)} |`,
    ),
  ].join('\n');
}

function issueLine(issue: ReportIssue, origin: string | null): string {
  const { title, url, state, count, unit, firstSeen, lastSeen, resolvedAt, regressedAt } = issue;
  const name = origin === null || url === undefined ? line(title) : `[${line(title)}](${origin}${url})`;
  return [
    `${name}: ${state}`,
    countOf(count, unit.replace(/s$/, '')),
    `first seen ${formatMoment(firstSeen)}, last ${formatMoment(lastSeen)}`,
    ...(resolvedAt === null ? [] : [`resolved ${formatMoment(resolvedAt)}`]),
    ...(regressedAt === null ? [] : [`came back ${formatMoment(regressedAt)}`]),
  ].join(', ');
}

function activityLine(activity: ReportActivity): string {
  const { operation, state, result, start, end, by, errorCode, errorDetail } = activity;
  const when = start === null ? 'no start known' : formatMoment(start);
  const until = end === null ? (result === null ? ', no end yet' : '') : ` to ${formatMoment(end)}`;
  const error = [errorCode, errorDetail].flatMap((text) => (text === null ? [] : [line(text)]));
  return `${when}${until}: ${line(operation)} ${line(result ?? state)}${by === null ? '' : `, by ${line(by)}`}${error.length === 0 ? '' : `. ${error.join(': ')}`}`;
}

function shown(kept: number, total: number, most: number): string {
  const written = Math.min(kept, most);
  return written < total ? `newest ${formatCount(written)} of ${formatCount(total)}` : formatCount(total);
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** On one line, and without HTML or links of its own. */
function line(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<[\]]/g, String.raw`\$&`);
}
