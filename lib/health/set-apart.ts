import type { Evidence } from '@/lib/evidence/evidence';
import type { LogRow } from '@/lib/evidence/log-row';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { refusedAsMeant } from '@/lib/problems/extension-rejected';
import { proof } from '@/lib/problems/finding';
import { countOf } from '@/lib/problems/phrasing';
import type { SetApart } from './health';

/**
 * Parts the rows that are not COMPLETED (oldest first) into those that are as intended and the rest. Intended is a
 * SKIPPED row after which the item went on: the stage had nothing to do with it (meaning of SKIPPED inferred). Where not
 * every row was read, it is set apart too, and whether the item went on is not known. So is a refusal by an extension on
 * purpose.
 */
export function setApartRows(evidence: Evidence, pipeline: Pipeline): { apart: SetApart[]; rest: LogRow[] } {
  const { state } = evidence.coverage.parts.histories;
  const ended = new Set(
    state === 'complete' ? pipeline.operations.map((operation) => operation.lastRow.guid) : [],
  );
  const after =
    state === 'complete'
      ? 'the items went on to the next stage'
      : 'whether the items went on to the next stage is not known, because not every row was read';
  const isMeant = refusedAsMeant(pipeline);
  const skipped = new Map<string, LogRow[]>();
  const refused = new Map<string, LogRow[]>();
  const rest: LogRow[] = [];
  for (const row of evidence.rows) {
    if (row.result === 'COMPLETED') continue;
    if (row.result === 'SKIPPED' && row.item !== null && row.task !== 'INDEXING' && !ended.has(row.guid))
      add(skipped, row.task, row);
    else if (isMeant(row)) add(refused, row.resourceId ?? '', row);
    else rest.push(row);
  }
  const apart = [
    ...[...skipped].map(([task, rows]) =>
      setApart(rows, `${countOf(rows.length, 'row')} skipped at ${task}; ${after}.`),
    ),
    ...[...refused].map(([extension, rows]) => setApart(rows, refusalText(extension, rows))),
  ];
  return { apart, rest };
}

function add(groups: Map<string, LogRow[]>, key: string, row: LogRow): void {
  const rows = groups.get(key) ?? [];
  rows.push(row);
  groups.set(key, rows);
}

function refusalText(extension: string, rows: readonly LogRow[]): string {
  const items = new Set(rows.map(({ item }) => item)).size;
  const name = extension === '' ? 'an extension' : `the extension ${extension}`;
  return `${countOf(rows.length, 'row')} on ${countOf(items, 'item')} refused by ${name}, most likely on purpose (inferred from REJECTED, and from no word about an error).`;
}

function setApart(rows: readonly LogRow[], text: string): SetApart {
  const { evidence, evidenceTotal } = proof(rows);
  return { text, count: rows.length, evidence, evidenceTotal };
}
