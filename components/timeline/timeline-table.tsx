'use client';

import type { TimeWindow } from '@/lib/evidence/time';
import { formatStretch } from '@/lib/health/report/stretch-words';
import { inside } from '@/lib/health/report/stretches';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import type { Timeline } from '@/lib/timeline/timeline';
import { Moment } from '../moment';
import type { RowCoverage } from '../row-coverage';
import { useShownZone } from '../shown-zone';
import { ScrollRegion } from '../ui/scroll-region';
import { spanName } from './activity-lane';
import { refusalWords } from './bucket-summary';
import { outcomeSeries, pushSeries, recordedSeries } from './series';
import { tableRows } from './table-rows';

const NONE = {
  all: 'None in what was read.',
  some: 'None in what was read.',
  none: 'Not read.',
} as const satisfies Record<RowCoverage, string>;

/** The timeline's twin: the same numbers, bucket by bucket. Stretches in which nothing was are one row. */
export function TimelineTable(props: {
  timeline: Timeline;
  window: TimeWindow;
  unread: readonly TimeWindow[];
  rows: RowCoverage;
  activities: RowCoverage;
}) {
  const { timeline, window, unread, rows, activities } = props;
  const zone = useShownZone();
  const pushes = pushSeries(timeline);
  const outcomes = outcomeSeries(timeline);
  const calls = recordedSeries(timeline.recorded);
  const columns = [...pushes, ...outcomes, ...calls];
  const table = tableRows(timeline, columns, unread);
  const firstCall = columns.length - calls.length;
  const isUnrecorded = (index: number, from: string) => index >= firstCall && !isRecordedAt(timeline, from);
  const hole = timeline.captured === undefined ? 'not read' : 'not observed';
  return (
    <div className="grid gap-4">
      {unread.length > 0 && (
        <p className="text-degraded">
          {timeline.captured === undefined ? 'Rows not read, or not all of them: ' : 'Not observed: '}
          {unread.map((stretch, index) => (
            <span key={stretch.from}>
              {index > 0 && ', '}
              <Moment iso={stretch.from} /> to <Moment iso={stretch.to} />
            </span>
          ))}
          .
        </p>
      )}
      {timeline.captured !== undefined && timeline.captured.stretches.length > 0 && (
        <p className="text-muted">
          Captured, by day: {timeline.captured.stretches.map((stretch) => formatStretch(stretch)).join(', ')}.
          The other days are read from the live logs.
        </p>
      )}
      {timeline.recorded !== undefined && (
        <p className="text-muted text-xs">
          Calls were recorded {recordedWords(timeline.recorded.stretches, window)}; of other time nothing is
          known of them.
        </p>
      )}
      <ScrollRegion label="Timeline as a table" className="max-h-96">
        <table className="tabular w-full border-separate border-spacing-0 text-xs">
          <caption className="sr-only">
            Pushes and outcomes from {window.from} to {window.to}
          </caption>
          <thead className="sticky top-0 bg-sunken text-faint">
            <tr>
              <th
                scope="col"
                rowSpan={2}
                className="border-line border-b px-3 py-1 text-left align-bottom font-medium"
              >
                Bucket
              </th>
              {pushes.length > 0 && (
                <th
                  scope="colgroup"
                  colSpan={pushes.length}
                  className="border-line border-l px-3 pt-1 text-left font-medium"
                >
                  Pushed
                </th>
              )}
              {outcomes.length > 0 && (
                <th
                  scope="colgroup"
                  colSpan={outcomes.length}
                  className="border-line border-l px-3 pt-1 text-left font-medium"
                >
                  Ended
                </th>
              )}
              {calls.length > 0 && (
                <th
                  scope="colgroup"
                  colSpan={calls.length}
                  className="border-line border-l px-3 pt-1 text-left font-medium"
                >
                  Recorded calls
                </th>
              )}
            </tr>
            <tr>
              {columns.map(({ key, label }) => (
                <th
                  key={key}
                  scope="col"
                  className="whitespace-nowrap border-line border-b px-3 pb-1 text-right font-medium"
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.map((row) => (
              <tr key={row.from}>
                <th
                  scope="row"
                  className="whitespace-nowrap border-line border-b px-3 py-1 text-left font-normal"
                >
                  <Moment iso={row.from} />
                  {row.buckets > 1 && (
                    <span className="text-faint"> and {countOf(row.buckets - 1, 'bucket')} after it</span>
                  )}
                </th>
                {row.buckets > 1 || row.counts.every((n) => n === 0) ? (
                  <td
                    colSpan={Math.max(1, columns.length)}
                    className="border-line border-b px-3 py-1 text-right text-faint"
                  >
                    {rows === 'none' || row.unread ? hole : 'nothing'}
                  </td>
                ) : (
                  columns.map(({ key }, index) => (
                    <td key={key} className="border-line border-b px-3 py-1 text-right">
                      {isUnrecorded(index, row.from) ? <NotRecorded /> : formatCount(row.counts[index] ?? 0)}
                    </td>
                  ))
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {timeline.recorded !== undefined && timeline.recorded.refusals.length > 0 && (
        <section className="text-xs">
          <h3 className="mb-1 font-medium">Recorded calls that were refused or not answered</h3>
          <ul className="grid gap-0.5 text-muted">
            {timeline.recorded.refusals.map((refusal) => (
              <li key={`${refusal.bucket} ${refusalWords(refusal)}`}>
                <Moment iso={timeline.buckets[refusal.bucket] ?? window.from} />: {formatCount(refusal.count)}{' '}
                × {refusalWords(refusal)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="grid gap-4 text-xs sm:grid-cols-2">
        <section>
          <h3 className="mb-1 font-medium">Activities</h3>
          <ul className="grid gap-0.5 text-muted">
            {timeline.lanes.activities.length === 0 && <li>{NONE[activities]}</li>}
            {timeline.lanes.activities.map((span) => (
              <li key={span.id}>{spanName(span, zone)}</li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className="mb-1 font-medium">Marks</h3>
          <ul className="grid gap-0.5 text-muted">
            {timeline.marks.length === 0 && <li>{NONE[rows]}</li>}
            {timeline.marks.map((mark) => (
              <li key={`${mark.at}${mark.label}`}>
                <Moment iso={mark.at} />: {mark.label}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function recordedWords(stretches: readonly TimeWindow[], window: TimeWindow): string {
  const within = inside(stretches, window);
  if (within.length === 0) return 'at single moments, or outside of this window';
  const named = within.slice(-3).map((stretch) => formatStretch(stretch));
  return `${named.join(', ')}${within.length > 3 ? `, and in ${within.length - 3} before` : ''}`;
}

/** Whether anything of the bucket that begins at `from` was recorded: only then no call is 0. */
function isRecordedAt({ recorded, buckets }: Timeline, from: string): boolean {
  const end = buckets[buckets.indexOf(from) + 1];
  return (
    recorded?.stretches.some((stretch) => stretch.to >= from && (end === undefined || stretch.from < end)) ??
    false
  );
}

function NotRecorded() {
  return (
    <span className="text-faint" title="not recorded">
      <span aria-hidden>—</span>
      <span className="sr-only">not recorded</span>
    </span>
  );
}
