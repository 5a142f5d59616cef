import { isBatchRow, type LogRow } from './log-row';
import { flattenMeta, metaText } from './meta';

const EXTENSION_TASKS = ['EXTENSION', 'STREAMING_EXTENSION'];
const SCRIPT_FAILED =
  /\b(?:exceptions?|tracebacks?|errors?|errored|fail(?:ed|s|ure)?|crash(?:ed|es)?|time[ds]?[ -]?out|undefined|syntax)\b/i;

/** Whether the row is of a stage at which indexing pipeline extensions run (articles 1645 and 1893). */
export function isExtensionTask(task: string): boolean {
  return EXTENSION_TASKS.includes(task);
}

/**
 * Whether an extension most likely refused this item on purpose: REJECTED at its stage, and no word of an error. That
 * REJECTED stands for `document.reject()` is inferred from its name; a script that failed may end so too, where it is
 * set to reject then (article 1936).
 */
export function isRefusedOnPurpose(row: LogRow): boolean {
  if (row.result !== 'REJECTED' || !isExtensionTask(row.task) || isBatchRow(row)) return false;
  return !SCRIPT_FAILED.test(metaText(flattenMeta(row.meta)).replace(/_/g, ' '));
}
