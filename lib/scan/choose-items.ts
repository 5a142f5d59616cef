import { isRefusedOnPurpose } from '@/lib/evidence/extension-refusal';
import { isBatchRow, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta, metaText, normaliseText } from '@/lib/evidence/meta';
import { hidesSecret } from '@/lib/evidence/redacted-uri';
import { sampleOrder } from '@/lib/evidence/sample-order';

/** An item to look up, with when it failed last. */
export interface ChosenItem {
  readonly item: string;
  readonly failedAt: string;
}

/**
 * The items whose rows are read by themselves, to tell whether they were indexed since they failed (`rows`: oldest
 * first). All that failed, if they are few; else as if drawn by lot from those that failed since `newestRun` (ISO)
 * began, and, where a kind of failure is not among these, one of that kind. What an extension refused on purpose is no
 * question, and for an item whose URI held a secret Coveo cannot be asked.
 */
export function chooseItems(rows: readonly LogRow[], newestRun: string | null, most: number): ChosenItem[] {
  const last = new Map<string, LogRow>();
  for (const row of rows) {
    if (row.item === null || hidesSecret(row.item)) continue;
    if (isBatchRow(row) || !isFailure(row) || isRefusedOnPurpose(row)) continue;
    last.set(row.item, row);
  }
  const chosen = (items: readonly string[]) =>
    items.map((item) => ({ item, failedAt: last.get(item)?.at ?? '' }));
  if (last.size <= most) return chosen([...last.keys()]);
  const newest = [...last].filter(([, { at }]) => newestRun === null || at >= newestRun);
  const drawn = sampleOrder((newest.length > 0 ? newest : [...last]).map(([item]) => item));
  const kinds = new Map<string, string>();
  for (const [item, row] of last) kinds.set(kindOf(row), item);
  const half = drawn.slice(0, Math.ceil(most / 2));
  for (const item of half) {
    const row = last.get(item);
    if (row) kinds.delete(kindOf(row));
  }
  return chosen([...new Set([...half, ...kinds.values(), ...drawn])].slice(0, most));
}

function kindOf(row: LogRow): string {
  return [row.task, row.result, normaliseText(metaText(flattenMeta(row.meta)))].join('|');
}
