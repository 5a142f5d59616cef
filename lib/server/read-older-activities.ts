import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import { ACTIVITIES_WINDOW_MS } from '@/lib/coveo/window';
import type { Activity } from '@/lib/evidence/activity';
import type { Read } from '@/lib/evidence/coverage';
import { type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { activitiesKeptFrom } from '@/lib/health/report/source-report';
import { readActivities } from '@/lib/scan/read-activities';

/** Which activities to read: of a source, in a window; `now` is Coveo's own (ISO). */
export interface OlderActivities {
  readonly sourceId: string;
  readonly window: TimeWindow;
  readonly now: string;
}

/**
 * Reads the activities of a source as far back as Coveo keeps them (180 days, article 1969), in as many calls as windows
 * of 31 days take. What could not be read is among the reads, with call, status and request id; what is older than Coveo
 * keeps is there as skipped.
 */
export async function readOlderActivities(
  client: CoveoClient,
  { sourceId, window, now }: OlderActivities,
  signal: AbortSignal,
): Promise<{ readonly activities: readonly Activity[]; readonly reads: readonly Read[] }> {
  const kept = activitiesKeptFrom(now);
  const begin = window.from < kept ? kept : window.from;
  const tooOld: Read[] =
    window.from < kept
      ? [
          {
            call: 'activities.list',
            from: window.from,
            to: window.to < kept ? window.to : kept,
            state: 'skipped',
            rows: 0,
            why: 'Coveo keeps activities for 180 days only.',
          },
        ]
      : [];
  // Seven small calls at the most, so that they may go at once.
  const read = await Promise.all(
    segments({ from: begin, to: window.to }).map((segment) =>
      readActivities(client, segment, sourceId, { signal }, (result) => result),
    ),
  );
  const byId = new Map(read.flatMap(({ activities }) => activities).map((one) => [one.id, one]));
  return { activities: [...byId.values()], reads: [...tooOld, ...read.flatMap(({ reads }) => reads)] };
}

/** A window in pieces that one call may ask for, newest first. */
function segments({ from, to }: TimeWindow): TimeWindow[] {
  const found: TimeWindow[] = [];
  for (let end = toMs(to); end > toMs(from); end -= ACTIVITIES_WINDOW_MS) {
    found.push({ from: toIso(Math.max(toMs(from), end - ACTIVITIES_WINDOW_MS)), to: toIso(end) });
  }
  return found;
}
