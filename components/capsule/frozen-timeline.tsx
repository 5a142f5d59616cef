'use client';

import { ChartArea, Table2, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TimeWindow } from '@/lib/evidence/time';
import type { TimelineCapsule } from '@/lib/health/capsule/capsule-content';
import { activityCoverage, timelineCoverage } from '../row-coverage';
import { useShownZone, zoneName } from '../shown-zone';
import { bucketWords } from '../timeline/bucket-words';
import { TimelineChart } from '../timeline/timeline-chart';
import { TimelineTable } from '../timeline/timeline-table';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { stretchOf } from './timeline-stretch';

/** The preserved timeline, as a chart or as its table twin; zooming shows a part of what was preserved. */
export function FrozenTimeline({ capsule }: { capsule: TimelineCapsule }) {
  const { coverage, asOf } = capsule;
  const shownZone = zoneName(useShownZone());
  const zone = capsule.timeline.captured === undefined ? shownZone : 'UTC';
  const [part, setPart] = useState<TimeWindow | null>(null);
  const [asTable, setAsTable] = useState(false);
  const window = part ?? capsule.window;
  const timeline = useMemo(() => stretchOf(capsule.timeline, window), [capsule.timeline, window]);
  const known = useMemo(() => timelineCoverage(timeline, coverage, window), [timeline, coverage, window]);
  const shown = {
    timeline,
    window,
    ...known,
    activities: activityCoverage(coverage.reads, window),
  };
  return (
    <Panel
      id="timeline"
      title="Timeline"
      note={`${zone} · ${bucketWords(timeline.bucketMs)} a bucket`}
      aside={
        <>
          {part !== null && (
            <Button kind="quiet" onClick={() => setPart(null)}>
              <Undo2 aria-hidden className="size-3.5" />
              Whole window
            </Button>
          )}
          <Button onClick={() => setAsTable(!asTable)}>
            {asTable ? (
              <ChartArea aria-hidden className="size-3.5" />
            ) : (
              <Table2 aria-hidden className="size-3.5" />
            )}
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </>
      }
    >
      <div className="p-4">
        {asTable ? (
          <TimelineTable {...shown} />
        ) : (
          <TimelineChart {...shown} now={asOf} onZoom={setPart} onBack={() => setPart(null)} />
        )}
      </div>
    </Panel>
  );
}
