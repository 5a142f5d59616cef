import 'server-only';
import { type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { readCapturedLook } from '@/lib/health/report/captured-look';
import type { SourceDay } from '@/lib/health/report/source-day';
import { readObservedDay, summariseDay } from '@/lib/health/report/source-hours';
import type { IssuePlace } from '@/lib/store/issue';
import { readDays } from '@/lib/store/source-days';
import { processStore } from './store';

/**
 * What was captured of a source, oldest first, on every UTC day that the window touches; each day whole, and none of
 * which nothing is kept. The caller has checked that the asker may see the organization. Throws what the store says
 * when it fails.
 */
export async function readSourceDays(place: IssuePlace, window: TimeWindow): Promise<SourceDay[]> {
  // PostgreSQL's texts hold no NUL, and a source of that name there is none.
  if (place.source.includes('\0')) return [];
  const database = await processStore();
  const last = toIso(toMs(window.to) - 1);
  const days = await readDays(database, place, {
    from: toIso(toMs(window.from)).slice(0, 10),
    to: last.slice(0, 10),
  });
  return days.map(({ day, content, look }) => ({
    ...summariseDay(day, readObservedDay(content)),
    look: look === null ? null : readCapturedLook(look.content),
    looks: { looking: look?.looking ?? 0, capture: look?.capture ?? 0 },
  }));
}
