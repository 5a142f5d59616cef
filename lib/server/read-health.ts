import 'server-only';
import { gapsIn } from '@/lib/evidence/coverage';
import type { Health } from '@/lib/health/health';
import { judge } from '@/lib/health/judge';
import { partsNotRead } from '@/lib/health/report/captured-look';
import { isToldByDay } from '@/lib/health/report/captured-timeline';
import { wholeDays } from '@/lib/health/report/whole-days';
import { PROBLEMS } from '@/lib/problems/problems';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { Access } from './access';
import type { HealthQuestion } from './health-question';
import { isCloserKey, lookCloser } from './look-closer';
import { storeFindings } from './merge-issues';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { processWide, setNewest } from './process-wide';
import { readOlderTime } from './read-older-time';
import { withRecorded } from './recorded-evidence';
import { stopRunning, watchScan } from './running-scan';
import { scanKept } from './scan-kept';
import { healthWindow, windowMistake } from './window';

/** How long a finished scan serves other windows of the same source without asking Coveo again, in ms. */
const FRESH_FOR_MS = 60_000;
/** Finished scans kept at a time: each may hold 200,000 rows. */
const SCANS_KEPT = 6;
const VERDICTS_KEPT = 5_000;

/** The answer: health as far as could be read, a window that makes no sense, or no such source. */
export type HealthAnswer =
  | {
      readonly state: 'read';
      readonly health: Health;
      /** One sentence for each reason why something was not read whole. */
      readonly notRead: readonly string[];
    }
  | { readonly state: 'bad window'; readonly detail: string }
  | NoSuchSource;

/** Scans a source, judges it, and keeps what it found. Failures of Coveo and of the store are part of the answer. */
export async function readHealth(question: HealthQuestion): Promise<HealthAnswer> {
  const { access, sourceId, requested } = question;
  const senseless = windowMistake(requested);
  if (senseless !== null) return { state: 'bad window', detail: senseless };
  const key = sourceKey(access, sourceId);
  const { result, whole } = await freshScan(key, question);
  if (result.sourceNotFound !== null) return noSuchSource(result.sourceNotFound);
  const { evidence } = result;
  const asked = healthWindow(requested, evidence.now);
  if (typeof asked === 'string') return { state: 'bad window', detail: asked };
  const byDay = isToldByDay(asked, evidence.window);
  const window = byDay ? wholeDays(asked, evidence.now) : asked;
  // Whoever stopped the scan wants no further call.
  const closer = byDay || !whole ? null : ((await lookCloser(key, question, result, window)).closer ?? null);
  const judgement = judge(evidence, window, sourceId, PROBLEMS, closer);
  if (whole) {
    const { verdict, asOf, reasons } = judgement.health;
    setNewest(
      processWide().verdicts,
      key,
      { verdict, asOf, reason: reasons[0]?.text ?? null },
      VERDICTS_KEPT,
    );
  }
  const { region, organization } = access.client;
  const place = { region, organization, source: sourceId };
  const by = question.by ?? 'looking';
  const health = await storeFindings({ place, result, whole, judgement, by });
  const notRead = partsNotRead(evidence.coverage);
  if (!byDay) return { state: 'read', health, notRead };
  const older = { evidence, pipeline: judgement.pipeline, signal: question.signal };
  return { state: 'read', health: await readOlderTime(health, access.client, older), notRead };
}

/**
 * Ends one viewer's watching of a running scan: they get what was read so far, and the scan ends with its last viewer.
 * False when there is none of that id.
 */
export function stopScan(access: Extract<Access, { ok: true }>, sourceId: string, scan: string): boolean {
  const key = sourceKey(access, sourceId);
  const keys = [...processWide().running.keys()].filter((one) => one === key || isCloserKey(one, key));
  return keys.some((one) => stopRunning(one, scan));
}

/** What a source is kept under: nobody sees what was read with another token. */
export function sourceKey({ client, digest }: Extract<Access, { ok: true }>, sourceId: string): string {
  return [digest, client.region, client.organization, sourceId].join('/');
}

/**
 * A scan of less than a minute ago, the one that runs, or a new one, with what was recorded of the source until now.
 * `whole` is false where its viewers ended it.
 */
export async function freshScan(
  key: string,
  question: Omit<HealthQuestion, 'requested'>,
): Promise<{ result: ScanResult; whole: boolean }> {
  const { scans } = processWide();
  const { sourceId, access, refresh } = question;
  const { client } = access;
  const known = scans.get(key);
  if (known && !refresh && client.now() - known.at < FRESH_FOR_MS) {
    return { result: await withRecorded(known.result, question), whole: true };
  }
  const { result, whole } = await watchScan(key, question, async (told) => {
    const result = await scanKept({ access, sourceId }, told);
    // Only what was read without trouble is worth keeping: a failed read is tried again by the next look.
    if (gapsIn(result.evidence.coverage.parts).length === 0)
      setNewest(scans, key, { result, at: client.now() }, SCANS_KEPT);
    else scans.delete(key);
    return result;
  });
  return { result: await withRecorded(result, question), whole };
}
