import 'server-only';
import { type MetaCensus, takeCensus } from '@/lib/health/meta-census';
import { PROBLEMS } from '@/lib/problems/problems';
import { freshScan, type HealthQuestion, sourceKey } from './read-health';

/** The census of what was read, or no such source. */
export type CensusAnswer =
  | { readonly state: 'read'; readonly census: MetaCensus }
  | { readonly state: 'no such source' };

/** Takes the census of a source's log rows: of a scan of the last minute, of the one that runs, or of a new one. */
export async function readCensus(question: Omit<HealthQuestion, 'requested'>): Promise<CensusAnswer> {
  const { result } = await freshScan(sourceKey(question.access, question.sourceId), question);
  if (result.sourceNotFound) return { state: 'no such source' };
  return { state: 'read', census: takeCensus(result.evidence, PROBLEMS) };
}
