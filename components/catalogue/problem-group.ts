import type { Problem } from '@/lib/problems/problem';

/** Problems that one meets in the same place. */
export interface ProblemGroup {
  readonly id: 'refused' | 'unanswered' | 'later' | 'over-time';
  readonly title: string;
  readonly note: string;
  readonly problems: readonly Problem[];
}

const GROUPS: readonly Omit<ProblemGroup, 'problems'>[] = [
  {
    id: 'refused',
    title: 'Calls that are refused',
    note: 'By the Push API, a gateway before it, or the upload; lowest status first',
  },
  { id: 'unanswered', title: 'Calls that never get an answer', note: 'They fail before Coveo' },
  {
    id: 'later',
    title: 'Accepted, and then lost or stuck',
    note: 'Seen in the Log Browser, the activities or the source',
  },
  {
    id: 'over-time',
    title: 'Only seen over time',
    note: 'No error anywhere: a source compared with its own past',
  },
];

/** The problems by where one meets them, in the order of a push; groups without any are left out. */
export function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
  return GROUPS.map((group) => {
    const mine = problems.filter((problem) => placeOf(problem) === group.id);
    return { ...group, problems: group.id === 'refused' ? mine.sort(byStatus) : mine };
  }).filter((group) => group.problems.length > 0);
}

function placeOf({ signs, paste, live, later }: Problem): ProblemGroup['id'] {
  if (signs.statuses.length > 0) return 'refused';
  if (paste === undefined && live?.claim === undefined) return 'over-time';
  return live !== undefined || later.includes('live') ? 'later' : 'unanswered';
}

/** By the status that stands first: the one that people meet most. */
function byStatus(a: Problem, b: Problem): number {
  return (a.signs.statuses[0] ?? 0) - (b.signs.statuses[0] ?? 0);
}
