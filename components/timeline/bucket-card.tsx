import { formatCount } from '@/lib/problems/phrasing';
import type { BucketSummary, SeriesCount } from './bucket-summary';

/** What stands at the crosshair, in all lanes at once. For eyes only: the slider's value says the same. */
export function BucketCard({ summary, incomplete }: { summary: BucketSummary; incomplete: boolean }) {
  return (
    <div className="tabular w-52 rounded-md border border-line bg-surface px-2.5 py-2 text-xs shadow-lg">
      <p className="mb-1 font-medium">{summary.time}</p>
      <Group title="Pushed" counts={summary.pushes} read={summary.read} />
      <Group title="Ended" counts={summary.outcomes} read={summary.read} />
      {summary.recorded !== undefined && (
        <>
          <Group
            title="Recorded calls"
            counts={summary.recorded.calls}
            read={summary.recorded.covered}
            none="none"
            unread="not recorded"
          />
          {summary.recorded.refusals.map((words) => (
            <p key={words} className="mt-0.5 text-failing leading-4 [overflow-wrap:anywhere]">
              {words}
            </p>
          ))}
        </>
      )}
      {incomplete && <p className="mt-1 text-degraded">Outcomes may still be on their way.</p>}
    </div>
  );
}

function Group(props: {
  title: string;
  counts: readonly SeriesCount[];
  read: boolean;
  none?: string;
  unread?: string;
}) {
  const { title, counts, read, none = 'nothing', unread = 'not read' } = props;
  return (
    <dl className="mt-1 border-line border-t pt-1">
      <dt className="text-faint">{title}</dt>
      {counts.length === 0 && <dd className="text-muted">{read ? none : unread}</dd>}
      {counts.map(({ key, label, color, count }) => (
        <dd key={key} className="flex items-center gap-1.5">
          <span className="size-2 rounded-[2px]" style={{ background: color }} />
          {label}
          <span className="ml-auto font-medium">{formatCount(count)}</span>
        </dd>
      ))}
    </dl>
  );
}
