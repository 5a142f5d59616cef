import { formatZoned, zonedText } from '@/lib/health/zoned-moment';
import { PROBLEMS } from '@/lib/problems/problems';
import type { IssueReport } from './issue-report';

/**
 * Two lines to answer a customer with: what was seen and until when, then the first step and Coveo’s article, or that
 * their fix was verified. `zone` is the customer's time zone.
 */
export function issueReply(report: IssueReport, zone: string): string {
  const words = wordsOf(report);
  const title = zonedText(oneLine(report.title), zone, report.lastSeen);
  const seen = `${title} on the source “${oneLine(report.sourceName)}”, last seen ${formatZoned(report.lastSeen, zone)}.`;
  const { verification } = report;
  if (verification?.state === 'passed') {
    return `${seen}\nThe fix was verified ${formatZoned(verification.asOf, zone)}. ${oneLine(zonedText(verification.text, zone, verification.asOf))}`;
  }
  const step = oneLine((words?.fix[0] ?? '').replaceAll('`', ''));
  return `${seen} ${oneLine((words?.whatHappened ?? '').replaceAll('`', ''))}\n${step} More: ${words?.article.url ?? 'https://docs.coveo.com/en/95'}`;
}

/** The words of an issue's problem as they were captured, else as they are known today. */
export function wordsOf(report: IssueReport) {
  return (
    (report.newest ?? report.opened)?.finding ??
    PROBLEMS.find(({ id }) => id === report.problem)?.words ??
    null
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
