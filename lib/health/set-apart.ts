import type { Evidence } from '@/lib/evidence/evidence';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { proof } from '@/lib/problems/finding';
import { countOf } from '@/lib/problems/phrasing';
import type { SetApart } from './health';

/**
 * Parts the rows that are not COMPLETED (oldest first) into those that are as intended and the rest. Intended is a
 * SKIPPED row after which the item went on: the stage had nothing to do with it (meaning of SKIPPED inferred).
 */
export function setApartRows(evidence: Evidence, pipeline: Pipeline): { apart: SetApart[]; rest: LogRow[] } {
  const ended = new Set(pipeline.operations.map((operation) => operation.lastRow.guid));
  const skipped = new Map<string, LogRow[]>();
  const rest: LogRow[] = [];
  for (const row of evidence.rows) {
    if (row.result === 'COMPLETED') continue;
    if (row.result !== 'SKIPPED' || row.item === null || ended.has(row.guid)) {
      rest.push(row);
      continue;
    }
    const rows = skipped.get(row.task) ?? [];
    rows.push(row);
    skipped.set(row.task, rows);
  }
  const apart = [...skipped].map(([task, rows]) => {
    const { evidence: shown, evidenceTotal } = proof(rows);
    return {
      text: `${countOf(rows.length, 'row')} skipped at ${task}; the items went on to the next stage.`,
      count: rows.length,
      evidence: shown,
      evidenceTotal,
    };
  });
  return { apart, rest };
}
