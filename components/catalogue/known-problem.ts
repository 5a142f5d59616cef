import type { Problem } from '@/lib/problems/problem';
import { PROBLEMS } from '@/lib/problems/problems';

const BY_ID: ReadonlyMap<string, Problem> = new Map(PROBLEMS.map((problem) => [problem.id, problem]));

/** The problem of the catalogue with that id; undefined where there is none. */
export function knownProblem(id: string): Problem | undefined {
  return BY_ID.get(id);
}
