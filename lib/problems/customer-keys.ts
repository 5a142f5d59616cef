import { type ApiKey, hasEnded, mayEdit } from '@/lib/evidence/api-key';
import type { Evidence } from '@/lib/evidence/evidence';
import { isEntryTask } from '@/lib/evidence/log-row';
import { DAY_MS, type TimeWindow, toMs } from '@/lib/evidence/time';
import { formatMoment } from './phrasing';
import type { Observed } from './problem';

/** Coveo tells only about when a key was last used: so much later or earlier is the same time (an assumption). */
export const LAST_USE_SLACK_MS = DAY_MS;

/** The keys that may edit the source, which a job could push with; which one does, no log records. */
export function keysOf({ keys, source }: Evidence): ApiKey[] {
  return source === null ? [] : (keys ?? []).filter((key) => mayEdit(key, source.id));
}

/**
 * When the source was last pushed to: at one moment where every row was read, within a stretch where rows were counted;
 * null for never in what Coveo keeps, `unknown` where neither was done.
 */
export function lastPush({ evidence, pipeline }: Observed): TimeWindow | null | 'unknown' {
  const { histories, buckets } = evidence.coverage.parts;
  if (histories.state === 'complete') {
    const end = pipeline.runs.at(-1)?.end;
    return end === undefined ? null : { from: end, to: end };
  }
  if (buckets.state !== 'complete' || evidence.counted === null) return 'unknown';
  const last = evidence.counted.buckets.findLast(({ counts }) =>
    Object.entries(counts.tasks).some(([task, rows]) => isEntryTask(task) && rows > 0),
  );
  return last === undefined ? null : { from: last.from, to: last.to };
}

/** Whether nothing was pushed after a moment, by when the last push was; null where that cannot be told. */
export function noneSince(last: TimeWindow | null, moment: string, settleMs: number): boolean | null {
  if (last === null) return true;
  const latest = toMs(moment) + settleMs;
  if (toMs(last.to) <= latest) return true;
  return toMs(last.from) > latest ? false : null;
}

/** When the last push was, in a sentence. */
export function lastPushText(last: TimeWindow | null): string {
  if (last === null) return 'No push was seen in the 14 days that Coveo keeps its logs.';
  return last.from === last.to
    ? `The last push was ${formatMoment(last.to)}.`
    : `The last push was between ${formatMoment(last.from)} and ${formatMoment(last.to)}.`;
}

/** A key that has ended, with when it did: by its own dates, else when it was last used. */
export interface EndedKey {
  readonly key: ApiKey;
  readonly endedAt: string;
  /** `endedAt` is only when it was last used: it was disabled at some time after. */
  readonly after: boolean;
}

/** The keys of the source that have ended, the last one first; those without any date are left out. */
export function endedKeys(evidence: Evidence): EndedKey[] {
  const ended: EndedKey[] = [];
  for (const key of keysOf(evidence)) {
    if (!hasEnded(key, evidence.now)) continue;
    const { expiresAt, disabledAt, lastUsedAt } = key;
    const expired = expiresAt !== null && expiresAt <= evidence.now ? expiresAt : null;
    const dates = [expired, disabledAt].filter((date) => date !== null).sort();
    const endedAt = dates[0] ?? lastUsedAt;
    if (endedAt !== null) ended.push({ key, endedAt, after: dates.length === 0 });
  }
  return ended.sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1));
}

/** Whether a key may have made the last push: Coveo does not tell when it was used, or it was used then or later. */
export function mayHavePushed({ lastUsedAt }: ApiKey, last: TimeWindow | null): boolean {
  if (lastUsedAt === null || last === null) return true;
  return toMs(lastUsedAt) >= toMs(last.from) - LAST_USE_SLACK_MS;
}

/** A key that was made for the source after this one and is alive: the job may use it by now. */
export function successor(evidence: Evidence, ended: ApiKey): ApiKey | null {
  const { source, now } = evidence;
  const isNewer = ({ createdAt }: ApiKey) =>
    createdAt !== null && ended.createdAt !== null && createdAt > ended.createdAt;
  return (
    keysOf(evidence).find(
      (key) =>
        !hasEnded(key, now) &&
        isNewer(key) &&
        (key.edits.includes(source?.id ?? '') || ended.edits.includes('*')),
    ) ?? null
  );
}
