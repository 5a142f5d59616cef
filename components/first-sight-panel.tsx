import type { FirstSight } from '@/lib/evidence/first-sight';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from './moment';
import { Panel } from './ui/panel';

/** What source, activities and counts say while the rows are still being read: facts, and no verdict yet. */
export function FirstSightPanel({ sight }: { sight: FirstSight }) {
  const { status, items, rows, notCompleted, activities, open } = sight;
  return (
    <Panel id="first-sight" title="At first sight" note="No verdict yet: it rests on the rows.">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 px-4 py-3 sm:grid-cols-4">
        <Figure name="Source status" value={status ?? 'not read'} />
        <Figure name="Items now" value={items === null ? 'not read' : formatCount(items)} />
        <Figure name="Log rows in 14 days" value={rows === null ? 'not counted' : formatCount(rows)} />
        <Figure
          name="Rows not COMPLETED"
          value={notCompleted === null ? 'not counted' : formatCount(notCompleted)}
        />
      </dl>
      <p className="border-line border-t px-4 py-2 text-muted text-xs">
        {countOf(activities, 'activity', 'activities')} in 14 days
        {open.length === 0 ? ', none of them open.' : '. Still open: '}
        {open.map(({ operation, since }, at) => (
          <span key={`${operation} ${since}`}>
            {at > 0 && ', '}
            <code>{operation}</code>
            {since !== null && (
              <>
                {' since '}
                <Moment iso={since} />
              </>
            )}
          </span>
        ))}
      </p>
    </Panel>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-faint text-xs">{name}</dt>
      <dd className="tabular font-medium">{value}</dd>
    </div>
  );
}
