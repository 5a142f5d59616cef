import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { ReportDay, SourceReport } from './source-report';

/** What the summary rests on. */
type Known = Pick<
  SourceReport,
  'days' | 'issues' | 'issuesTotal' | 'activities' | 'activitiesTotal' | 'runsTotal'
>;

/**
 * One paragraph with the numbers of a report: on how many days it was looked at, what the looks said, how much time was
 * observed and what was counted in it, and the issues. What was not observed is said, and nothing is concluded from it.
 */
export function summarise(known: Known): string {
  const { days } = known;
  return [...looking(days), ...counting(days), issuesOf(known), ...changesOf(known)].join(' ');
}

function looking(days: readonly ReportDay[]): string[] {
  const looked = days.filter(({ look }) => look !== null);
  if (looked.length === 0) return [`On none of ${countOf(days.length, 'day')} was it looked at.`];
  const times = (by: 'looking' | 'capture') => days.reduce((sum, { looks }) => sum + looks[by], 0);
  const said = VERDICTS.flatMap(([verdict, words]) => {
    const count = looked.filter((day) => day.verdict === verdict).length;
    return count === 0 ? [] : [`${words} on ${formatCount(count)}`];
  });
  return [
    `On ${formatCount(looked.length)} of ${countOf(days.length, 'day')} it was looked at (${countOf(times('looking'), 'time')} by hand, ${countOf(times('capture'), 'time')} by capture).`,
    `By the newest look of each: ${listed(said)}.${ofTheOthers(days.length - looked.length)}`,
  ];
}

function ofTheOthers(days: number): string {
  if (days === 0) return '';
  return ` Of the other ${days === 1 ? 'day' : countOf(days, 'day')} no verdict is known.`;
}

const VERDICTS = [
  ['failing', 'failing'],
  ['degraded', 'degraded'],
  ['unknown', 'unknown'],
  ['healthy', 'no problem seen'],
] as const;

function counting(days: readonly ReportDay[]): string[] {
  const all = days.filter(({ observed }) => observed === 'all').length;
  const some = days.filter(({ observed }) => observed === 'some').length;
  const notRead = days.filter(({ observed, look }) => observed === 'none' && look !== null).length;
  const looked =
    notRead === 0
      ? []
      : [
          `On ${countOf(notRead, 'day')} it was looked at and yet no hour was read whole, as where there are too many rows to read each: of these there are findings, and no counts.`,
        ];
  if (all + some === 0) {
    return notRead === 0
      ? ['None of its log rows were observed, so nothing is known of its pushes.']
      : ['Of no day all log rows of an hour were read, so its pushes are not counted here.', ...looked];
  }
  const sum = (counter: 'pushed' | 'indexed' | 'failed') =>
    formatCount(days.reduce((total, day) => total + (day[counter] ?? 0), 0));
  const part = some === 0 ? '' : `, ${formatCount(some)} in part`;
  const rest = days.length - all - some;
  const none = rest === 0 ? '' : `, ${formatCount(rest)} not at all`;
  return [
    `The log rows of ${formatCount(all)} of ${countOf(days.length, 'day')} were observed whole${part}${none}: ${sum('pushed')} item operations pushed, ${sum('indexed')} indexed, ${sum('failed')} rejected, errored or unfinished.`,
    ...looked,
  ];
}

function issuesOf({ issues, issuesTotal, days }: Known): string {
  if (issuesTotal === 0) {
    return days.some(({ observed, look }) => observed !== 'none' || look !== null)
      ? 'No issue was seen in what was observed.'
      : 'No issue is stored of this time.';
  }
  const open = issues.filter(({ state }) => state === 'open' || state === 'acknowledged').length;
  const all = issues.length < issuesTotal ? ` of the ${formatCount(issues.length)} listed` : '';
  return `${countOf(issuesTotal, 'issue')} belong${issuesTotal === 1 ? 's' : ''} to this time; ${formatCount(open)}${all} ${open === 1 ? 'is' : 'are'} open or acknowledged now.`;
}

function changesOf({ activities, activitiesTotal }: Known): string[] {
  const people = activities.filter(({ person }) => person).length;
  if (activitiesTotal === 0) return [];
  const listedOnly =
    activities.length < activitiesTotal ? ` of the newest ${formatCount(activities.length)}` : '';
  return [
    `${countOf(activitiesTotal, 'activity', 'activities')} of the source ${activitiesTotal === 1 ? 'is' : 'are'} on record, ${formatCount(people)}${listedOnly} set off by users or keys.`,
  ];
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
