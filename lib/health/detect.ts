import type { Part, PartCoverage } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { isFailure, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { answerOf } from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import type { Finding } from '@/lib/problems/finding';
import { countOf } from '@/lib/problems/phrasing';
import type { Claim, ClaimedRow, Detection, FailedRow, LiveDoor, Problem } from '@/lib/problems/problem';
import { refusedCalls } from '@/lib/problems/refused-calls';
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
 * claims it most surely, or is set apart. A rule that throws, in its claim or in its door, is reported as such and
 * never as clear, and its rows go to the problem that claims them next.
 */
export function detectProblems(
  evidence: Evidence,
  pipeline: Pipeline,
  problems: readonly Problem[],
): Detected {
  const { apart, rest } = setApartRows(evidence, pipeline);
  const failed = rest.map((row) => ({ row, meta: flattenMeta(row.meta) }));
  const broken = new Map<string, string>();
  for (;;) {
    const brokenBefore = broken.size;
    const answers = runDoors(evidence, pipeline, failed, problems, broken);
    if (broken.size > brokenBefore) continue;
    const mute = failed.filter(({ row, meta }) => meta.length === 0 && isFailure(row)).map(({ row }) => row);
    const notChecked = problems.flatMap((problem) => notCheckedOf(problem, answers, broken, mute));
    return {
      findings: [
        ...answers.flatMap(({ detection }) => (detection?.state === 'found' ? detection.findings : [])),
        ...refusalFindings(evidence, pipeline, problems),
      ],
      setApart: apart,
      notChecked,
      threw: [...broken.keys()],
    };
  }
}

/** What one door answered, and the first part that it would have needed; no detection where it had to wait. */
interface Answer {
  readonly problem: Problem;
  readonly gap: Gap | null;
  readonly detection: Detection | null;
}

/**
 * Recorded calls that were refused are findings of the problems that their answers show, whatever these problems'
 * live doors find. Those that show none are left to the live door of the catch-all.
 */
function refusalFindings(
  evidence: Evidence,
  pipeline: Pipeline,
  problems: readonly Problem[],
): readonly Finding[] {
  return problems.flatMap((problem) => {
    const refused = refusedFor(problem.id, evidence);
    if (refused.length === 0) return [];
    return [refusedCalls(problem, refused, { evidence, pipeline, claimed: [], refused })];
  });
}

/** The recorded calls, oldest first, whose answer shows the problem; null: that were not accepted, and show none. */
function refusedFor(id: string | null, { recorded }: Evidence): KeptPush[] {
  return (recorded?.pushes ?? []).filter(
    (push) => answerOf(push) !== 'accepted' && (push.problem?.id ?? null) === id,
  );
}

interface Gap {
  readonly part: Part;
  readonly coverage: PartCoverage;
}

/** One pass over the doors that are not broken; what throws in it is added to `broken`, with its message. */
function runDoors(
  evidence: Evidence,
  pipeline: Pipeline,
  failed: readonly FailedRow[],
  problems: readonly Problem[],
  broken: Map<string, string>,
): Answer[] {
  const doors = problems.flatMap((problem) => {
    const door = broken.has(problem.id) ? undefined : problem.live;
    if (!door || (door.ofRecorded && evidence.recorded === undefined)) return [];
    const gap = firstGap(door, evidence);
    return [{ problem, door, gap, waits: gap !== null && !door.fromPart }];
  });
  const claimants = doors.flatMap(({ problem, door, waits }) =>
    door.claim && !waits ? [{ id: problem.id, claim: door.claim }] : [],
  );
  const claimed = assignRows(failed, claimants, broken);
  const unexplained = refusedFor(null, evidence);
  return doors.map(({ problem, door, gap, waits }): Answer => {
    if (waits || broken.has(problem.id)) return { problem, gap, detection: null };
    try {
      const observed = { evidence, pipeline, claimed: claimed.get(problem.id) ?? [], refused: unexplained };
      return { problem, gap, detection: door.detect(observed) };
    } catch (error) {
      broken.set(problem.id, messageOf(error));
      return { problem, gap, detection: null };
    }
  });
}

function notCheckedOf(
  problem: Problem,
  answers: readonly Answer[],
  broken: ReadonlyMap<string, string>,
  mute: readonly LogRow[],
): NotChecked[] {
  const named = { problem: problem.id, title: problem.words.title };
  const message = broken.get(problem.id);
  if (message !== undefined) {
    return [{ ...named, why: `The rule itself failed (${message}). Please report it.` }];
  }
  const answer = answers.find((candidate) => candidate.problem === problem);
  if (!answer) return [];
  const { gap, detection } = answer;
  if (detection?.state === 'not checked') return [{ ...named, why: detection.why }];
  if (detection?.state === 'found' && detection.all) return [];
  if (gap) return [unread(problem, gap, detection?.state === 'found')];
  const reads = problem.live?.readsText;
  if (reads === undefined || detection?.state !== 'clear') return [];
  const silent = mute.filter((row) => (row.operation === 'BATCH_FILE') === (reads === 'batches')).length;
  if (silent === 0) return [];
  const carry = silent === 1 ? 'carries' : 'carry';
  return [{ ...named, why: `${countOf(silent, 'failed row')} ${carry} no text to tell it by.` }];
}

const SURENESS: Readonly<Record<Claim, number>> = { possible: 1, likely: 2, certain: 3 };

interface Claimant {
  readonly id: string;
  readonly claim: (failed: FailedRow) => Claim | null;
}

function assignRows(
  failed: readonly FailedRow[],
  claimants: readonly Claimant[],
  broken: Map<string, string>,
): Map<string, ClaimedRow[]> {
  const assigned = new Map<string, ClaimedRow[]>();
  for (const row of failed) {
    const best = surest(row, claimants, broken);
    if (best === null) continue;
    const rows = assigned.get(best.id) ?? [];
    rows.push({ ...row, claim: best.claim });
    assigned.set(best.id, rows);
  }
  return assigned;
}

function surest(
  row: FailedRow,
  claimants: readonly Claimant[],
  broken: Map<string, string>,
): { readonly id: string; readonly claim: Claim } | null {
  let best: { id: string; claim: Claim } | null = null;
  for (const claimant of claimants) {
    const claim = claimOf(claimant, row, broken);
    if (claim !== null && (best === null || SURENESS[claim] > SURENESS[best.claim])) {
      best = { id: claimant.id, claim };
    }
  }
  return best;
}

/** The id of the problem that claims a failed row most surely; null where none does. */
export function claimantOf(row: FailedRow, problems: readonly Problem[]): string | null {
  const claimants = problems.flatMap(({ id, live }) => (live?.claim ? [{ id, claim: live.claim }] : []));
  return surest(row, claimants, new Map())?.id ?? null;
}

function claimOf({ id, claim }: Claimant, row: FailedRow, broken: Map<string, string>): Claim | null {
  try {
    return claim(row);
  } catch (error) {
    broken.set(id, messageOf(error));
    return null;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function firstGap(door: LiveDoor, evidence: Evidence): Gap | null {
  for (const part of door.needs) {
    const coverage = evidence.coverage.parts[part];
    if (coverage.state !== 'complete') return { part, coverage };
  }
  return null;
}

function unread(problem: Problem, gap: Gap, found: boolean): NotChecked {
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
