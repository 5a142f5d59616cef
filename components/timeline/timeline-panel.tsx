'use client';

import { ChartArea, Table2, Undo2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Timeline } from '@/lib/timeline/timeline';
import type { RowCoverage } from '../row-coverage';
import { useShownZone, zoneName } from '../shown-zone';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { bucketWords } from './bucket-words';
import { TimelineChart } from './timeline-chart';
import { TimelineTable } from './timeline-table';
import { WindowForm } from './window-form';
import { WindowPicker } from './window-picker';

/** The timeline as a chart or as its table twin, with the choice of the window. `onReset` is null when not zoomed;
 * `unread` are the stretches whose rows were not read, `rows` and `activities` how much was. */
export function TimelinePanel(props: {
  timeline: Timeline;
  window: TimeWindow;
  unread: readonly TimeWindow[];
  rows: RowCoverage;
  activities: RowCoverage;
  now: string;
  stale: boolean;
  /** What is said of the numbers in the lanes; null where they are of rows. */
  about: string | null;
  asTable: boolean;
  onTable: (asTable: boolean) => void;
  onWindow: (window: TimeWindow) => void;
  onReset: (() => void) | null;
  onBack: () => void;
  preserve?: ReactNode;
}) {
  const { timeline, window, unread, rows, activities, now, stale, about } = props;
  const { asTable, onTable, onWindow, onReset, onBack, preserve } = props;
  const shown = zoneName(useShownZone());
  const zone = timeline.captured === undefined ? shown : 'UTC';
  const formId = useId();
  const [formOpen, setFormOpen] = useState(false);
  return (
    <Panel
      id="timeline"
      title="Timeline"
      note={`${zone} · ${bucketWords(timeline.bucketMs)} a bucket${about === null ? '' : ` · ${about}`}${stale ? ' · reading the new window…' : ''}`}
      aside={
        <>
          {onReset !== null && (
            <Button kind="quiet" onClick={onReset}>
              <Undo2 aria-hidden className="size-3.5" />
              Whole window
            </Button>
          )}
          <WindowPicker
            window={window}
            now={now}
            formId={formId}
            formOpen={formOpen}
            onForm={() => setFormOpen(!formOpen)}
            onWindow={onWindow}
          />
          <Button onClick={() => onTable(!asTable)}>
            {asTable ? (
              <ChartArea aria-hidden className="size-3.5" />
            ) : (
              <Table2 aria-hidden className="size-3.5" />
            )}
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
          {preserve}
        </>
      }
    >
      {formOpen && (
        <WindowForm
          id={formId}
          window={window}
          onWindow={(chosen) => {
            setFormOpen(false);
            onWindow(chosen);
          }}
        />
      )}
      <div className={stale ? 'p-4 opacity-60' : 'p-4'}>
        {asTable ? (
          <TimelineTable
            timeline={timeline}
            window={window}
            unread={unread}
            rows={rows}
            activities={activities}
          />
        ) : (
          <TimelineChart
            timeline={timeline}
            window={window}
            unread={unread}
            rows={rows}
            activities={activities}
            now={now}
            onZoom={onWindow}
            onBack={onBack}
          />
        )}
      </div>
    </Panel>
  );
}
