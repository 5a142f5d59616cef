import { isFailure, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, metaText } from '@/lib/evidence/meta';
import { claimantOf } from '@/lib/health/detect';
import type { FindingIssue } from '@/lib/health/health';
import { groupFailedRows, shortHash } from '@/lib/problems/failed-row-group';
import { quoteLast } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import type { RowProblem } from './item-report';

/** Problems that take what no rule knows: their titles say nothing of the reason. */
const CATCH_ALLS = ['rejected-unexplained', 'batch-failed'];

/** Finds the problem of a row; null for rows that are no failure. */
export type ProblemOf = (row: LogRow) => RowProblem | null;

/**
 * Tells of each failed row which problem it is, by the claims of the problems themselves. `issues` are the source's
 * issues by the guid of the row that is counted in them.
 */
export function problemFinder(
  problems: readonly Problem[],
  issues: ReadonlyMap<string, FindingIssue>,
): ProblemOf {
  return (row) => {
    if (!isFailure(row)) return null;
    const failed = { row, meta: flattenMeta(row.meta) };
    const id = claimantOf(failed, problems);
    const problem = problems.find((known) => known.id === id);
    const claim = problem?.live?.claim?.(failed);
    if (problem === undefined || claim == null) return null;
    return { id: problem.id, title: problem.words.title, claim, issue: issues.get(row.guid) ?? null };
  };
}

/** The keys that tell apart a problem's issues, as far as one row shows them: the likeliest first. */
export function issueKeys(row: LogRow): string[] {
  const group = groupFailedRows([{ row, meta: flattenMeta(row.meta), claim: 'possible' }])[0];
  return [...(group === undefined ? [] : [group.key]), shortHash(row.resourceId ?? ''), ''];
}

/** Whether the problem says why: a catch-all only says that no rule knows. */
export function isExplained(problem: RowProblem | null): boolean {
  return problem !== null && !CATCH_ALLS.includes(problem.id);
}

/** Why a row failed, to follow "refused at MAPPING": with a comma before it, and a full stop. */
export function because(row: LogRow, problem: RowProblem | null): string {
  const said = metaText(flattenMeta(row.meta));
  const shown = said.length <= 300 ? said : `${said.slice(0, 299)}…`;
  if (problem !== null && isExplained(problem)) {
    const sure = { certain: 'because of', likely: 'most likely because of', possible: 'possibly because of' };
    const title = `“${problem.title.replaceAll('`', '')}”`;
    return `, ${sure[problem.claim]} ${title}.${shown === '' ? '' : ` The row says: ${quoteLast(shown)}`}`;
  }
  if (shown === '') return ', and the row gives no reason.';
  return `, for a reason that no rule knows. The row says: ${quoteLast(shown)}`;
}
