import { isFailure, type LogRow, stageRank } from '@/lib/evidence/log-row';
import { toIso, toMs } from '@/lib/evidence/time';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import {
  type Followed,
  type FollowedStage,
  MAX_FOLLOWED,
  MAX_PROOF_ROWS,
  type VerificationAnswer,
} from './fix-verification';
import type { VerifiedFix } from './fix-verification-items';
import { problemsShown, proofRow, type SeenSince, type ShownProblem } from './fix-verification-rows';
import { gapText, momentWords, sinceWords } from './fix-verification-words';

/** A batch that came since: its rows, oldest first. */
interface Batch {
  readonly file: string;
  readonly rows: readonly LogRow[];
}

/**
 * How the fix of lost batches stands by the batches that came since: a batch that is pushed again has another file id,
 * so all of them are followed, the newest shown. It passes once they were taken in and no further one has come for the
 * expected time; which items were inside is in no log.
 */
export function answerBatches(
  { plan, begunAt, verified }: VerifiedFix,
  seen: SeenSince,
  problems: readonly Problem[],
): VerificationAnswer {
  const shown = problemsShown(seen, verified, problems);
  const batches = batchesSince(seen.rows, plan.since);
  const staged = batches.map((batch) => ({ batch, stage: stageOf(batch, shown, plan.passMs, seen.asOf) }));
  const answer = {
    asOf: seen.asOf,
    notRead: seen.gap,
    expectBy: null,
    proof: [],
    proofTotal: 0,
    followed: staged.slice(-MAX_FOLLOWED).map(
      ({ batch, stage }): Followed => ({
        name: batch.file,
        stage,
        steps: batch.rows.map(({ task, result, at }) => ({ task, result, at })),
      }),
    ),
  };
  const refused = staged.filter(({ stage }) => stage.kind === 'refused');
  const same = refused.filter(({ stage }) => stage.kind === 'refused' && stage.same);
  if (refused.length > 0) {
    const proving = (same.length > 0 ? same : refused)
      .flatMap(({ batch }) => batch.rows.filter(isProof(shown, same.length > 0)))
      .reverse();
    const titles = new Set(refused.flatMap(({ stage }) => (stage.kind === 'refused' ? [stage.title] : [])));
    return {
      ...answer,
      state: 'failed',
      text:
        same.length > 0
          ? `${formatCount(same.length)} of ${countOf(batches.length, 'batch', 'batches')} pushed ${sinceWords(plan)} ${same.length === 1 ? 'shows' : 'show'} the same problem again.`
          : `This problem did not show again, but ${formatCount(refused.length)} of ${countOf(batches.length, 'batch', 'batches')} pushed ${sinceWords(plan)} ${refused.length === 1 ? 'was' : 'were'} not taken in: ${[...titles].join('; ')}.`,
      proof: proving.slice(0, MAX_PROOF_ROWS).map(proofRow),
      proofTotal: proving.length,
    };
  }
  if (seen.gap !== null) return { ...answer, state: 'cannot tell', text: gapText(seen.gap, 0) };
  const entries = batches.map(({ rows }) => rows[0]?.at ?? begunAt);
  const newest = [begunAt, ...entries].sort().at(-1) ?? begunAt;
  const quiet = toIso(toMs(newest) + plan.enterMs + plan.passMs);
  if (batches.length === 0) {
    return seen.asOf < quiet
      ? {
          ...answer,
          state: 'waiting',
          text: `No batch was pushed ${sinceWords(plan)} so far. Expect by ${momentWords(quiet)} what is pushed now.`,
          expectBy: quiet,
        }
      : {
          ...answer,
          state: 'cannot tell',
          text: `No batch was pushed ${sinceWords(plan)}: nothing to verify. The customer has to push again.`,
        };
  }
  const taken = staged.filter(({ stage }) => stage.kind === 'taken in').length;
  if (taken === batches.length && seen.asOf >= quiet) {
    return {
      ...answer,
      state: 'passed',
      text: `${countOf(taken, 'batch', 'batches')} pushed ${sinceWords(plan)}, all taken in, the last ${momentWords(newest)}. Which items were inside is in no log: whether they are those of the lost batches cannot be seen.`,
    };
  }
  const settled = toIso(toMs(newest) + Math.max(plan.settleMs, plan.enterMs + plan.passMs));
  if (seen.asOf < settled) {
    const under = batches.length - taken;
    return {
      ...answer,
      state: 'waiting',
      text: `Of ${countOf(batches.length, 'batch', 'batches')} pushed ${sinceWords(plan)}: ${formatCount(taken)} taken in${under === 0 ? '' : `, ${formatCount(under)} under way`}. Expect by ${momentWords(quiet)}, if no further one comes.`,
      expectBy: quiet,
    };
  }
  return {
    ...answer,
    state: 'cannot tell',
    text: `Of ${countOf(batches.length, 'batch', 'batches')} pushed ${sinceWords(plan)}, ${formatCount(batches.length - taken)} entered and did not come to an end.`,
  };
}

/** The batches whose first row came after a moment, oldest first. */
function batchesSince(rows: readonly LogRow[], since: string): Batch[] {
  const files = new Map<string, LogRow[]>();
  for (const row of rows) {
    if (row.operation !== 'BATCH_FILE') continue;
    const file = row.item ?? row.guid;
    const known = files.get(file);
    if (known === undefined) files.set(file, [row]);
    else known.push(row);
  }
  return [...files].flatMap(([file, own]) => ((own[0]?.at ?? '') > since ? [{ file, rows: own }] : []));
}

function stageOf(
  { rows }: Batch,
  shown: ReadonlyMap<string, ShownProblem>,
  passMs: number,
  asOf: string,
): FollowedStage {
  const own = rows.find(({ guid }) => shown.get(guid)?.same === true);
  const bad = own ?? rows.find((row) => isFailure(row));
  if (bad !== undefined) {
    const { problem = '', title = bad.result, same = false } = shown.get(bad.guid) ?? {};
    return { kind: 'refused', at: bad.at, same, problem, title };
  }
  const consumed = rows.findLast(
    ({ task, result }) => stageRank(task) >= CONSUMED && (result === 'COMPLETED' || result === 'WARNING'),
  );
  if (consumed !== undefined) return { kind: 'taken in', at: consumed.at };
  const expectBy = toIso(toMs(rows[0]?.at ?? asOf) + passMs);
  return { kind: 'under way', task: rows.at(-1)?.task ?? '', expectBy, late: asOf > expectBy };
}

const CONSUMED = stageRank('CONSUMING_BATCH');

function isProof(shown: ReadonlyMap<string, ShownProblem>, same: boolean) {
  return (row: LogRow) => (same ? shown.get(row.guid)?.same === true : isFailure(row));
}
