import type { ItemObservation } from '@/lib/evidence/item-observation';
import type { FollowedOperation } from '@/lib/evidence/item-operation';
import { orderedAt, orderingIdOf } from '@/lib/evidence/item-removal';
import { isEntryTask, isFailure, type LogRow, stageRank } from '@/lib/evidence/log-row';
import { formatMoment } from '@/lib/problems/phrasing';
import { type Decision, decider } from './item-decider';
import { failedVerb } from './item-headline';
import { because, isExplained, type ProblemOf } from './item-problem';
import type { Decider, DeciderName } from './item-report';
import type { Standing } from './item-standing';

/** A decider that the item's own rows answer. */
interface Stage {
  readonly name: DeciderName;
  readonly question: string;
  /** Passed with a row of this stage that is no failure, or of a later one. */
  readonly passedAt: string;
  /** Where it is decided, in words. */
  readonly place: string;
}

const STAGES: readonly Stage[] = [
  {
    name: 'ordering',
    question: 'Was its orderingId high enough?',
    passedAt: 'CONSUMING',
    place: 'Consuming',
  },
  {
    name: 'validation',
    question: 'Did it pass validation and processing?',
    passedAt: 'PROCESSING',
    place: 'Processing',
  },
  {
    name: 'permissions',
    question: 'Were its permissions accepted?',
    passedAt: 'CONSUMING',
    place: 'Consuming',
  },
  {
    name: 'extension',
    question: 'Did the extensions let it through?',
    // Extensions run before Processing and after Mapping: only what comes after both shows that it is past them.
    passedAt: 'PREINDEXING',
    place: 'the extensions',
  },
  { name: 'mapping', question: 'Was it mapped?', passedAt: 'MAPPING', place: 'Mapping' },
];

/** Which decider a problem belongs to, whatever the stage of its row. */
const DECIDED_BY: Readonly<Record<string, DeciderName>> = {
  'out-of-sequence': 'ordering',
  'future-ordering-id': 'ordering',
  'metadata-too-large': 'validation',
  'invalid-document-id': 'validation',
  'missing-permissions': 'permissions',
  'extension-rejected': 'extension',
};

/** Which decider a failure belongs to that no rule explains, by its stage. */
const DECIDED_AT: Readonly<Record<string, DeciderName>> = {
  STREAMING_EXTENSION: 'extension',
  EXTENSION: 'extension',
  VALIDATION: 'validation',
  PROCESSING: 'validation',
  MAPPING: 'mapping',
  PREINDEXING: 'indexing',
  INDEXING: 'indexing',
};

/** What an item may be refused for as it comes in. */
const DECIDED_AT_ENTRY: readonly DeciderName[] = ['ordering', 'validation', 'permissions'];

/** The deciders from ordering to indexing, by the rows of the newest push. */
export function stageDeciders(
  { history }: ItemObservation,
  { newest, push }: Standing,
  problemOf: ProblemOf,
): Decider[] {
  const decide = (stage: Stage): Decision =>
    push === null ? notPushed(newest, history.rows) : decideStage(stage, push, problemOf);
  return [
    ...STAGES.map((stage) => decider(stage.name, stage.question, decide(stage))),
    decider(
      'indexing',
      'Was it indexed?',
      push === null ? notPushed(newest, history.rows) : decideIndexing(push, problemOf),
    ),
  ];
}

function notPushed(newest: FollowedOperation | null, rows: readonly LogRow[]): Decision {
  if (newest === null) {
    return {
      answer: 'unknown',
      text: rows.length === 0 ? 'Because no row of it was read.' : 'Because no row shows a push of it.',
    };
  }
  return { answer: 'unknown', text: 'Because no push of it was read, only its deletion.', rows: newest.rows };
}

function decideStage(stage: Stage, push: FollowedOperation, problemOf: ProblemOf): Decision {
  const { lastRow } = push;
  const failed = isFailure(lastRow) ? lastRow : null;
  const problem = failed === null ? null : problemOf(failed);
  const by = failed === null ? null : deciderOf(failed, problemOf);
  if (failed !== null && by === stage.name) {
    return {
      answer: 'no',
      text: `It ${failedVerb(failed)} at ${failed.task} ${formatMoment(failed.at)}${because(failed, problem)}${orderingText(stage, push)}`,
      rows: [failed],
      problem,
    };
  }
  const passed = push.rows.find((row) => row !== failed && passes(row, stage));
  if (passed !== undefined) {
    const warned = push.rows.find(
      ({ task, result }) => task === stage.passedAt && (result === 'WARNING' || result === 'SKIPPED'),
    );
    return {
      answer: 'yes',
      text: `Past ${stage.place} ${formatMoment(passed.at)}.${warned === undefined ? '' : ` Its row there is a ${warned.result}.`}${orderingText(stage, push)}`,
      rows: [warned ?? passed],
    };
  }
  if (failed === null) {
    return {
      answer: 'unknown',
      text: `Because no row shows it past ${stage.place}: the last is at ${lastRow.task || 'an unnamed stage'}, ${formatMoment(lastRow.at)}.`,
      rows: [lastRow],
    };
  }
  if (by !== null) {
    return {
      answer: 'unknown',
      text: `Because it did not get past this: it ${failedVerb(failed)} at ${failed.task} for another reason.`,
      rows: [failed],
    };
  }
  const isOpen = isEntryTask(failed.task) && DECIDED_AT_ENTRY.includes(stage.name);
  return {
    answer: 'unknown',
    text: `Because it ${failedVerb(failed)} at ${failed.task || 'an unnamed stage'}${isOpen ? ', and for which reason is not known: it may be this one' : ' before that'}.`,
    rows: [failed],
  };
}

/** The decider that a failed row answers with no; null where neither the problem nor the stage tells. */
function deciderOf(failed: LogRow, problemOf: ProblemOf): DeciderName | null {
  const problem = problemOf(failed);
  const named = problem !== null && isExplained(problem) ? DECIDED_BY[problem.id] : undefined;
  return named ?? DECIDED_AT[failed.task] ?? null;
}

function passes(row: LogRow, { passedAt }: Stage): boolean {
  if (isFailure(row) || row.task === 'EXTENSION') return false;
  // A skipped first stage went nowhere: only a later row shows that it went on.
  if (row.result === 'SKIPPED' && row.task === passedAt) return false;
  return stageRank(row.task) >= stageRank(passedAt);
}

function orderingText({ name }: Stage, push: FollowedOperation): string {
  const id = name === 'ordering' ? orderingIdOf(push) : null;
  if (id === null) return '';
  const moment = orderedAt(push);
  return ` Its orderingId is ${id}${moment === null ? '' : `, ${formatMoment(moment)}`}.`;
}

function decideIndexing(push: FollowedOperation, problemOf: ProblemOf): Decision {
  const { lastRow, outcome } = push;
  if (outcome === 'indexed') {
    return {
      answer: 'yes',
      text: `${lastRow.result} at INDEXING ${formatMoment(lastRow.at)}.`,
      rows: [lastRow],
    };
  }
  if (isFailure(lastRow)) {
    const problem = problemOf(lastRow);
    return {
      answer: 'no',
      text:
        deciderOf(lastRow, problemOf) === 'indexing'
          ? `It ${failedVerb(lastRow)} at ${lastRow.task} ${formatMoment(lastRow.at)}${because(lastRow, problem)}`
          : `It did not get there: it ${failedVerb(lastRow)} at ${lastRow.task || 'an unnamed stage'} ${formatMoment(lastRow.at)}${deciderOf(lastRow, problemOf) === null ? because(lastRow, problem) : '.'}`,
      rows: [lastRow],
      problem,
    };
  }
  if (lastRow.result === 'SKIPPED') {
    return {
      answer: 'no',
      text: `It was skipped at ${lastRow.task || 'an unnamed stage'} ${formatMoment(lastRow.at)}, and no later row was read.`,
      rows: [lastRow],
    };
  }
  return {
    answer: 'unknown',
    text: `Because no row at INDEXING was read: the last is at ${lastRow.task || 'an unnamed stage'}, ${formatMoment(lastRow.at)}.`,
    rows: [lastRow],
  };
}
