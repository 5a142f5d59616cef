import { expect, test } from 'vitest';
import { PROBLEMS } from '@/lib/problems/problems';
import { groupProblems } from './problem-group';

test('every problem stands in one group', () => {
  const grouped = groupProblems(PROBLEMS).flatMap(({ problems }) => problems.map(({ id }) => id));
  expect(grouped.sort()).toEqual(PROBLEMS.map(({ id }) => id).sort());
});

test('a problem stands where one meets it', () => {
  const groups = groupProblems(PROBLEMS);
  const placeOf = (id: string) =>
    groups.find(({ problems }) => problems.some((problem) => problem.id === id))?.id;
  expect(
    [
      'invalid-json',
      'file-container-expired',
      'service-error',
      'csharp-ssl',
      'out-of-sequence',
      'refresh-stuck',
      'missing-permissions',
      'rejected-unexplained',
      'silent-source',
      'mass-deletion',
    ].map((id) => [id, placeOf(id)]),
  ).toEqual([
    ['invalid-json', 'refused'],
    ['file-container-expired', 'refused'],
    ['service-error', 'refused'],
    ['csharp-ssl', 'unanswered'],
    ['out-of-sequence', 'later'],
    ['refresh-stuck', 'later'],
    ['missing-permissions', 'later'],
    ['rejected-unexplained', 'later'],
    ['silent-source', 'over-time'],
    ['mass-deletion', 'over-time'],
  ]);
});

test('refused calls stand by their status', () => {
  const refused = groupProblems(PROBLEMS).find(({ id }) => id === 'refused')?.problems ?? [];
  const statuses = refused.map(({ signs }) => signs.statuses[0] ?? 0);
  expect(statuses).toEqual([...statuses].sort((a, b) => a - b));
});

test('a group without problems is left out', () => {
  expect(groupProblems([])).toEqual([]);
});
