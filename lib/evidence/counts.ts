import { z } from 'zod';

/** How many log rows have each value of each facet (`facetsStats` of the Source Logs API). They count rows. */
export interface RowCounts {
  readonly operations: Readonly<Record<string, number>>;
  readonly results: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, number>>;
  readonly sources: Readonly<Record<string, number>>;
}

const facet = z.record(z.string(), z.unknown()).nullish().catch(null);
const wireCounts = z.object({ operations: facet, results: facet, tasks: facet, sourceIds: facet });

/** Row counts from the wire; null when the answer is not an object. A facet or number left out counts as none. */
export function readRowCounts(value: unknown): RowCounts | null {
  const parsed = wireCounts.safeParse(value);
  if (!parsed.success) return null;
  return {
    operations: numbersIn(parsed.data.operations),
    results: numbersIn(parsed.data.results),
    tasks: numbersIn(parsed.data.tasks),
    sources: numbersIn(parsed.data.sourceIds),
  };
}

/** The counts of two windows together. */
export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    operations: addFacet(a.operations, b.operations),
    results: addFacet(a.results, b.results),
    tasks: addFacet(a.tasks, b.tasks),
    sources: addFacet(a.sources, b.sources),
  };
}

/** All rows counted: the sum of the results facet (inferred: each row has exactly one result). */
export function totalRows(counts: RowCounts): number {
  return Object.values(counts.results).reduce((sum, n) => sum + n, 0);
}

/** How many of the rows that were counted may be at a task: where the tasks were left out, all. */
export function mostAtTask(counts: RowCounts, task: string): number {
  return Object.keys(counts.tasks).length === 0 ? totalRows(counts) : (counts.tasks[task] ?? 0);
}

function addFacet(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = new Map(Object.entries(a));
  for (const [value, n] of Object.entries(b)) sum.set(value, (sum.get(value) ?? 0) + n);
  return Object.fromEntries(sum);
}

function numbersIn(facet: Readonly<Record<string, unknown>> | null | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(facet ?? {}).flatMap(([value, n]) => (typeof n === 'number' ? [[value, n]] : [])),
  );
}
