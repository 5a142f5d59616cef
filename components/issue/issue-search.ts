import type { IssueLineReport } from '@/lib/health/issue/issue-report';

/** Whether an issue has all the words of the query in its title, problem, source, state or id. */
export function issueMatches(issue: IssueLineReport, query: string): boolean {
  const { title, problem, sourceName, source, state, id } = issue;
  const text = [title, problem, sourceName, source, state, id].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
