import 'server-only';
import { DAY_MS, toIso, toMs } from '@/lib/evidence/time';
import type { Judgement } from '@/lib/health/judge';
import { captureDays } from '@/lib/health/report/capture-days';
import { capturedLookJson, captureLook } from '@/lib/health/report/captured-look';
import { mergeDays, observedDayJson, readObservedDay } from '@/lib/health/report/source-hours';
import type { ScanResult } from '@/lib/scan/scan-result';
import { fingerprintOf, issueId } from '@/lib/store/fingerprint';
import type { IssuePlace } from '@/lib/store/issue';
import type { Looker, SourceCapture } from '@/lib/store/source-days';
import { cleanJson } from './clean-json';

/** A scan that ran to its end, and who looked. */
export interface LookedScan {
  readonly place: IssuePlace;
  readonly result: ScanResult;
  readonly judgement: Judgement;
  readonly by: Looker;
}

/**
 * What a scan leaves behind in the days of its source; null where Coveo answered nothing, for then it is not known
 * whether the token may look at this organization at all. Days older than `keepDays` are cleared away, by this machine's
 * clock (`nowMs`) or Coveo's, whichever is behind: a clock that is ahead must not clear what others need.
 */
export function sourceCapture(
  { place, result, judgement, by }: LookedScan,
  keepDays: number,
  nowMs: number,
): SourceCapture | null {
  if (!result.evidence.coverage.reads.some(({ state }) => state === 'read')) return null;
  const { health, pipeline } = judgement;
  const issueOf = (at: number) => {
    const finding = health.findings[at];
    return finding ? issueId(fingerprintOf({ ...place, ...finding })) : null;
  };
  const look = captureLook(result.evidence, health, by, issueOf);
  return {
    days: captureDays(result.evidence, pipeline, health.asOf).map(({ day, observed }) => ({
      day,
      merge: (known) => observedDayJson(mergeDays(readObservedDay(known), observed)),
    })),
    look: { at: health.asOf, by, content: cleanJson(capturedLookJson(look)) },
    keepFrom: toIso(Math.min(nowMs, toMs(health.asOf)) - keepDays * DAY_MS).slice(0, 10),
  };
}
