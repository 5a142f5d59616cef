import type { FixVerification, FollowedStage } from '@/lib/health/fix/fix-verification';
import type { CapsuleVerification } from './capsule-content';
import { boundedRows, type CapsuleBounds } from './capsule-finding';

/** What a capsule keeps of a verification of a fix: how it stands and its proof, without who began it. */
export function capsuleVerification(
  { state, text, plan, begunAt, asOf, followed, proof, proofTotal }: FixVerification,
  bounds: CapsuleBounds,
): CapsuleVerification {
  return {
    state,
    text,
    since: plan.since,
    begunAt,
    asOf,
    followed: followed.slice(0, bounds.items).map(({ name, stage }) => ({
      name,
      stage: stageWords(stage),
      at: 'at' in stage ? stage.at : null,
    })),
    followedTotal: followed.length,
    proof: boundedRows(proof, bounds.rows),
    proofTotal,
  };
}

/** Where something that is followed stands, without the moment: "indexed". */
export function stageWords(stage: FollowedStage): string {
  switch (stage.kind) {
    case 'refused':
      return `refused again: ${stage.same ? 'the same problem' : stage.title}`;
    case 'under way':
      return `under way, at ${stage.task}`;
    case 'not pushed':
      return 'not pushed again';
    case 'not read':
      return `not read: ${stage.why}`;
    default:
      return stage.kind;
  }
}
