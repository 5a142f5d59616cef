import 'server-only';
import type { CoveoClient } from '@/lib/coveo/client';
import type { Evidence } from '@/lib/evidence/evidence';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { DAY_MS, type TimeWindow } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import { type OlderTime, withOlderTime } from '@/lib/health/report/captured-timeline';
import type { IssuePlace } from '@/lib/store/issue';
import { buildTimeline } from '@/lib/timeline/build-timeline';
import { readOlderActivities } from './read-older-activities';
import { readSourceDays } from './read-source-days';
import { explainStoreFailure } from './store';

/** What was read of the source, and how long one waits. */
export interface ReadSource {
  readonly evidence: Evidence;
  readonly pipeline: Pipeline;
  readonly signal: AbortSignal;
}

/**
 * A health whose window begins before Coveo's live logs, with a bucket for each UTC day: what was captured of the older
 * ones, and the activities as far back as Coveo keeps them. A store that fails takes nothing from the rest.
 */
export async function readOlderTime(
  health: Health,
  client: CoveoClient,
  { evidence, pipeline, signal }: ReadSource,
): Promise<Health> {
  const { window, judged } = health;
  const { region, organization } = client;
  const older = { from: window.from, to: window.to < judged.from ? window.to : judged.from };
  const [kept, { activities, reads }] = await Promise.all([
    captured({ region, organization, source: health.source.id }, window),
    readOlderActivities(client, { sourceId: health.source.id, window: older, now: health.asOf }, signal),
  ]);
  const timeline = buildTimeline(evidence, pipeline, window, DAY_MS);
  return withOlderTime({ ...health, timeline }, { ...kept, activities, reads });
}

async function captured(place: IssuePlace, window: TimeWindow): Promise<Pick<OlderTime, 'days' | 'notRead'>> {
  try {
    return { days: await readSourceDays(place, window), notRead: null };
  } catch (error) {
    const told = await explainStoreFailure(error);
    if (told === null) console.error('What was captured could not be read:', error);
    return { days: [], notRead: told ?? 'Pushscope’s store could not be used: its log says why.' };
  }
}
