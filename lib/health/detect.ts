import type { Part, PartCoverage } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { flattenMeta } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import type { Finding } from '@/lib/problems/finding';
import type { Claim, ClaimedRow, FailedRow, LiveDoor, Problem } from '@/lib/problems/problem';
import type { NotChecked, SetApart } from './health';
import { setApartRows } from './set-apart';

/** What the problems make of the evidence: findings, what was set apart, what was not checked, and rules that threw. */
export interface Detected {
  readonly findings: readonly Finding[];
  readonly setApart: readonly SetApart[];
  readonly notChecked: readonly NotChecked[];
  /** Ids of problems whose rule threw: nothing is known of them, and the verdict cannot be healthy. */
  readonly threw: readonly string[];
}

/**
 * Runs every live door on the evidence. Each row that is not COMPLETED goes to exactly one problem, the one that
 * claims it most surely, or is set apart. A rule that throws is reported as such and never as clear.
 */
export function detectProblems(
  evidence: Evidence,
  pipeline: Pipeline,
  problems: readonly Problem[],
): Detected {
  const { apart, rest } = setApartRows(evidence, pipeline);
  const claimed = assignRows(
    rest.map((row) => ({ row, meta: flattenMeta(row.meta) })),
    problems,
  );
  const findings: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const threw: string[] = [];
  for (const problem of problems) {
    const door = problem.live;
    if (!door) continue;
    const gap = firstGap(door, evidence);
    if (gap && !door.fromPart) {
      notChecked.push(unread(problem, gap));
      continue;
    }
    const observed = { evidence, pipeline, claimed: claimed.get(problem.id) ?? [] };
    try {
      const detection = door.detect(observed);
      if (detection.state === 'found') findings.push(...detection.findings);
      else if (detection.state === 'not checked') {
        notChecked.push({ problem: problem.id, title: problem.words.title, why: detection.why });
      }
      if (gap && detection.state !== 'not checked')
        notChecked.push(unread(problem, gap, detection.state === 'found'));
    } catch (error) {
      threw.push(problem.id);
      const why = error instanceof Error ? error.message : String(error);
      notChecked.push({
        problem: problem.id,
        title: problem.words.title,
        why: `The rule itself failed (${why}). Please report it.`,
      });
    }
  }
  return { findings, setApart: apart, notChecked, threw };
}

const SURENESS: Readonly<Record<Claim, number>> = { possible: 1, likely: 2, certain: 3 };

function assignRows(failed: readonly FailedRow[], problems: readonly Problem[]): Map<string, ClaimedRow[]> {
  const assigned = new Map<string, ClaimedRow[]>();
  for (const row of failed) {
    let best: { id: string; claim: Claim } | null = null;
    for (const problem of problems) {
      const claim = claimOf(problem, row);
      if (claim !== null && (best === null || SURENESS[claim] > SURENESS[best.claim]))
        best = { id: problem.id, claim };
    }
    if (best === null) continue;
    const rows = assigned.get(best.id) ?? [];
    rows.push({ ...row, claim: best.claim });
    assigned.set(best.id, rows);
  }
  return assigned;
}

function claimOf(problem: Problem, row: FailedRow): Claim | null {
  try {
    return problem.live?.claim?.(row) ?? null;
  } catch {
    return null;
  }
}

function firstGap(door: LiveDoor, evidence: Evidence): { part: Part; coverage: PartCoverage } | null {
  for (const part of door.needs) {
    const coverage = evidence.coverage.parts[part];
    if (coverage.state !== 'complete') return { part, coverage };
  }
  return null;
}

function unread(problem: Problem, gap: { part: Part; coverage: PartCoverage }, found = false): NotChecked {
  const { why, call, status, requestId } = gap.coverage;
  const reason = why ?? `The part “${gap.part}” was not read.`;
  return {
    problem: problem.id,
    title: problem.words.title,
    why: found ? `More may be there than was found: ${reason}` : reason,
    ...(call === null ? {} : { call }),
    ...(status === null ? {} : { status }),
    ...(requestId === null ? {} : { requestId }),
  };
}
