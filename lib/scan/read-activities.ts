import { listActivities } from '@/lib/coveo/activities';
import type { CallOptions } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { type Activity, isOpen } from '@/lib/evidence/activity';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, readOfCall } from './call-coverage';
import type { Done } from './count-rows';

/** Pages of activities that are read at the most. */
const ACTIVITY_PAGES = 10;

/** Reads a source's activities of a window, page by page. What came before a failure is kept. */
export async function readActivities(
  client: CoveoClient,
  window: TimeWindow,
  sourceId: string,
  options: CallOptions,
  done: Done,
): Promise<{ activities: Activity[]; part: PartCoverage; reads: Read[] }> {
  const activities: Activity[] = [];
  for (let page = 0; page < ACTIVITY_PAGES; page++) {
    const answer = await listActivities(client, { window, resourceIds: [sourceId], page }, options).then(
      done,
    );
    if (!answer.ok)
      return {
        activities,
        part: partOfCall(answer),
        reads: [readOfCall(answer, 'activities.list', window, 0)],
      };
    activities.push(...answer.value.activities);
    if (answer.value.hasNextPage) continue;
    return {
      activities,
      part: COMPLETE,
      reads: [readOfCall(answer, 'activities.list', window, activities.length)],
    };
  }
  const why = `More than ${activities.length} activities: only the first ${ACTIVITY_PAGES} pages were read.`;
  return {
    activities,
    part: { ...COMPLETE, state: 'partial', why },
    reads: [{ call: 'activities.list', ...window, state: 'sampled', rows: activities.length, why }],
  };
}

/** The window's activities and those of the latest that are still open, oldest first, each once. */
export function mergeActivities(inWindow: readonly Activity[], latest: readonly Activity[]): Activity[] {
  const byId = new Map<string, Activity>();
  for (const activity of [...latest.filter(isOpen), ...inWindow]) byId.set(activity.id, activity);
  return [...byId.values()].sort((a, b) => ((a.startedAt ?? '') < (b.startedAt ?? '') ? -1 : 1));
}
