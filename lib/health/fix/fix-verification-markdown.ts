import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import { type FixVerification, type FollowedStage, isEnded } from './fix-verification';
import { planAssumptions } from './fix-verification-plan';

/** The sections of an issue's Markdown on its newest verification. `when` writes an ISO time in the reader's zone. */
export function verificationSections(verification: FixVerification, when: (iso: string) => string): string[] {
  const { plan, followed, proof, proofTotal, notRead, state, text, begunAt, begunBy, asOf } = verification;
  const about = [
    `State: ${isEnded(verification) ? state : 'under way'}, as of ${when(asOf)}`,
    text,
    `Counts what was pushed after ${when(plan.since)}; begun by ${inlineCode(begunBy)}, ${when(begunAt)}`,
    ...planAssumptions(plan),
    ...(notRead === null ? [] : [`Not read: ${notRead.call}, ${notRead.why}`]),
  ];
  const items = followed.map(({ name, stage }) => `${inlineCode(name)}: ${stageText(stage, when)}`);
  return [
    '## Verification of the fix',
    list(about),
    ...(items.length === 0 ? [] : [`### Followed (${items.length})`, list(items)]),
    ...(proof.length === 0
      ? []
      : [
          `### Rows that prove it (${proof.length} of ${proofTotal})`,
          fenced(proof.map((row) => JSON.stringify(row)).join('\n'), 'json'),
        ]),
  ];
}

function stageText(stage: FollowedStage, when: (iso: string) => string): string {
  switch (stage.kind) {
    case 'refused':
      return `refused ${when(stage.at)}, ${stage.same ? 'the same problem' : stage.title}`;
    case 'under way':
      return `under way, at ${stage.task}`;
    case 'not pushed':
      return 'not pushed again';
    case 'not read':
      return `not read: ${stage.why}`;
    default:
      return `${stage.kind} ${when(stage.at)}`;
  }
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
