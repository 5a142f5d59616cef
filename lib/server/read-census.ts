import 'server-only';
import { type MetaCensus, takeCensus } from '@/lib/health/meta-census';
import { PROBLEMS } from '@/lib/problems/problems';
import type { HealthQuestion } from './health-question';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { shownScan } from './shown-scan';

/** The census of what was read, or no such source. */
export type CensusAnswer = { readonly state: 'read'; readonly census: MetaCensus } | NoSuchSource;

/** Takes the census of a source's log rows: of the reading that is on screen, of the one that runs, or of a new one. */
export async function readCensus(question: Omit<HealthQuestion, 'requested'>): Promise<CensusAnswer> {
  const { evidence, sourceNotFound } = await shownScan(question);
  if (sourceNotFound !== null) return noSuchSource(sourceNotFound);
  return { state: 'read', census: takeCensus(evidence, PROBLEMS) };
}
