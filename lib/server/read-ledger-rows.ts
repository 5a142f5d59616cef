import 'server-only';
import { readPipeline } from '@/lib/evidence/pipeline';
import { type LedgerRows, ledgerRows, ROW_COUNTERS, type RowsOf } from '@/lib/health/ledger-rows';
import type { HealthQuestion } from './health-question';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { shownScan } from './shown-scan';
import { healthWindow, requestedWindow, windowMistake } from './window';

/** The rows behind a number of the ledger, a question that makes no sense, or nothing of that name. */
export type LedgerRowsAnswer =
  | { readonly state: 'read'; readonly rows: LedgerRows }
  | { readonly state: 'bad question'; readonly detail: string }
  | NoSuchSource
  | { readonly state: 'no run' };

/**
 * The rows behind a number, by the query of the address: `run=newest` or a window, `outcome`, `cursor`. They are of the
 * reading that is on screen, where it is at hand, so that Coveo is not asked again.
 */
export async function readLedgerRows(
  query: URLSearchParams,
  question: Omit<HealthQuestion, 'requested'>,
): Promise<LedgerRowsAnswer> {
  const counter = ROW_COUNTERS.find((each) => each === query.get('outcome'));
  if (counter === undefined) {
    return { state: 'bad question', detail: `“outcome” must be one of ${ROW_COUNTERS.join(', ')}.` };
  }
  const run = query.get('run');
  if (run !== null && run !== 'newest') {
    return {
      state: 'bad question',
      detail: '“run” must be “newest”; leave it out for the window of “from” and “to”.',
    };
  }
  const requested = requestedWindow(query);
  const senseless = windowMistake(requested);
  if (senseless !== null) return { state: 'bad question', detail: senseless };
  const { evidence, sourceNotFound } = await shownScan(question);
  if (sourceNotFound !== null) return noSuchSource(sourceNotFound);
  const window = healthWindow(requested, evidence.now);
  if (typeof window === 'string') return { state: 'bad question', detail: window };
  const rowsOf: RowsOf = run === 'newest' ? { run } : { window };
  const { sourceId } = question;
  const rows = ledgerRows(evidence, readPipeline(evidence), sourceId, rowsOf, counter, query.get('cursor'));
  return rows === null ? { state: 'no run' } : { state: 'read', rows };
}
