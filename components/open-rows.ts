import { ROW_COUNTERS, type RowCounter } from '@/lib/health/ledger-rows';

/** A number of the ledger whose rows are open: of the newest run, or of the window. */
export interface OpenRows {
  readonly of: 'run' | 'window';
  readonly counter: RowCounter;
}

/** How it stands in the address: "run.rejected". */
export function openRowsText({ of, counter }: OpenRows): string {
  return `${of}.${counter}`;
}

/** Reads it from the address; null for none, and for what makes no sense. */
export function readOpenRows(text: string | null): OpenRows | null {
  const [of, name] = (text ?? '').split('.');
  const counter = ROW_COUNTERS.find((each) => each === name);
  if (counter === undefined || (of !== 'run' && of !== 'window')) return null;
  return { of, counter };
}
