import { CalendarOff } from 'lucide-react';
import type { TimeWindow } from '@/lib/evidence/time';
import { daysIn } from '@/lib/health/report/whole-days';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { Timeline } from '@/lib/timeline/timeline';
import { Button } from './ui/button';
import type { WindowPlace } from './window-place';

/**
 * Says what a window shows that lies, in part or wholly, before what Coveo still has (log rows for 14 days, article 1864)
 * or after now; nothing for one whose rows could be read.
 */
export function WindowNotice(props: {
  place: WindowPlace;
  timeline: Timeline;
  window: TimeWindow;
  onReset: () => void;
}) {
  const { place, timeline, window, onReset } = props;
  const text = textOf(place, timeline, window);
  if (text === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-degraded-line bg-degraded-soft px-4 py-2">
      <CalendarOff aria-hidden className="size-4 shrink-0 text-degraded" />
      <p className="min-w-0 flex-[1_1_14rem] font-medium text-pretty">{text}</p>
      <Button className="ml-auto" onClick={onReset}>
        Show the last 7 days
      </Button>
    </div>
  );
}

function textOf(place: WindowPlace, { captured }: Timeline, window: TimeWindow): string | null {
  if (place === 'after') return 'This window lies in the future.';
  if (captured === undefined) {
    return place === 'before' ? 'Coveo keeps its logs for 14 days: this window was not read.' : null;
  }
  if (captured.notRead !== undefined) {
    return `Coveo keeps its logs for 14 days, and what was captured before could not be read. ${captured.notRead}`;
  }
  const days = captured.stretches.reduce((sum, stretch) => sum + daysIn(stretch).length, 0);
  if (days === 0) {
    return 'Coveo keeps its logs for 14 days, and nothing older of this window was captured: nobody looked at the source then.';
  }
  return `Coveo keeps its logs for 14 days. ${formatCount(days)} of the ${countOf(daysIn(window).length, 'day')} shown ${days === 1 ? 'is' : 'are'} counted from what was captured; verdict, findings and newest run are of the live logs.`;
}
