import 'server-only';
import { refusalProblem } from '@/lib/diagnosis/refusal-problem';
import { normaliseText } from '@/lib/evidence/meta';
import { answerOf } from '@/lib/evidence/recorded-push';
import { type KeptPush, type RefusalProblem, recordedStretches } from '@/lib/evidence/recorded-pushes';
import type { ScanResult } from '@/lib/scan/scan-result';
import { readRecorded, readRecordedOf, recordedMark, type StoredPush } from '@/lib/store/recorded-pushes';
import { processWide } from './process-wide';
import { type Asker, hasReached } from './source-reach';
import { processStore } from './store';

/** So many lines are looked at, the newest: beyond them nothing counts as recorded. */
export const MOST_READ = 20_000;
/**
 * So many kinds of refusals are told apart by their problem; a code that differs from call to call must not take
 * seconds.
 */
const MOST_KINDS = 300;

/**
 * A scan's result with what was recorded of the source: only for a token that has read the source itself in the last
 * ten minutes, as with slices. The same result for the same scan and the same lines. Where the store fails, or
 * nothing is recorded, the result as it is.
 */
export async function withRecorded(result: ScanResult, asker: Asker): Promise<ScanResult> {
  if (result.sourceNotFound || !hasReached(asker)) return result;
  const { client } = asker.access;
  const place = { region: client.region, organization: client.organization, source: asker.sourceId };
  try {
    const database = await processStore();
    const nowMs = client.now();
    const mark = await recordedMark(database, place, nowMs);
    const { recorded } = processWide();
    const known = recorded.get(result);
    if (known?.mark === mark) return known.result;
    const { pushes, moments } = await readRecorded(database, place, { nowMs, most: MOST_READ });
    if (moments.length === 0) return result;
    const seen = { pushes: withProblems(pushes), stretches: recordedStretches(moments) };
    const joined = { ...result, evidence: { ...result.evidence, recorded: seen } };
    recorded.set(result, { mark, result: joined });
    return joined;
  } catch (error) {
    console.error('The recorded pushes of a source could not be read:', error);
    return result;
  }
}

/**
 * The recorded calls that name an item (without its secrets), newest first: for a token that has just read the source
 * and its log. None where the store fails.
 */
export async function recordedOfItem(asker: Asker, uri: string): Promise<KeptPush[]> {
  const { client } = asker.access;
  const place = { region: client.region, organization: client.organization, source: asker.sourceId };
  try {
    const asked = { nowMs: client.now(), most: MOST_READ, item: uri };
    return withProblems(await readRecordedOf(await processStore(), place, asked));
  } catch (error) {
    console.error('The recorded calls of an item could not be read:', error);
    return [];
  }
}

/**
 * Calls with the problem that each was refused for: health may not know how a paste is diagnosed, and needs no more
 * than the answer.
 */
export function withProblems(pushes: readonly StoredPush[]): KeptPush[] {
  const kinds = new Map<string, RefusalProblem | null>();
  return pushes.map((push) => ({
    ...push,
    problem: answerOf(push) === 'accepted' ? null : kindOf(push, kinds),
  }));
}

function kindOf(push: StoredPush, kinds: Map<string, RefusalProblem | null>): RefusalProblem | null {
  const { method, path, status, errorCode } = push;
  const place = path.startsWith('https://') ? path.slice(0, path.indexOf('/', 8) + 1) : path;
  const kind = JSON.stringify([method, place, status, errorCode && normaliseText(errorCode)]);
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const problem = kinds.size < MOST_KINDS ? refusalProblem(push) : null;
  kinds.set(kind, problem);
  return problem;
}
