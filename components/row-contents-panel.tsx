import { Download } from 'lucide-react';
import type { ReadableIds } from '@/lib/health/readable-ids';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { buttonClass } from './ui/button';
import { Panel } from './ui/panel';

/**
 * What can be read in the rows of this organization: ids, and the census of `meta`. `census` is the address of the
 * census without an ending.
 */
export function RowContentsPanel({ ids, census }: { ids: ReadableIds; census: string }) {
  return (
    <Panel id="row-contents" title="What stands in the rows">
      <div className="grid gap-3 px-4 py-3">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <dt className="text-muted">orderingId readable</dt>
          <dd>{readable(ids.orderingId, ids.looked)}</dd>
          <dt className="text-muted">Item readable</dt>
          <dd>{readable(ids.item, ids.looked)}</dd>
        </dl>
        {ids.looked > 0 && ids.orderingId === 0 && (
          <p className="max-w-prose text-muted text-xs">
            Without orderingIds no rule can tell which of two operations was made later.
          </p>
        )}
        <div className="grid gap-1">
          <p className="max-w-prose text-muted">
            Coveo does not publish what <code>meta</code> holds. The census lists which paths are there, of
            what kind, and the codes that no rule knows. It names no organization, source, item or person, and
            holds no secret: made to be handed on.
          </p>
          <p className="flex flex-wrap gap-2">
            <a href={`${census}.json`} download="meta-census.json" className={buttonClass()}>
              <Download aria-hidden className="size-3.5" />
              Export the census as JSON
            </a>
            <a href={`${census}.md`} download="meta-census.md" className={buttonClass()}>
              <Download aria-hidden className="size-3.5" />
              as Markdown
            </a>
          </p>
        </div>
      </div>
    </Panel>
  );
}

function readable(rows: number, looked: number): string {
  if (looked === 0) return 'not known: no row of an item was read';
  const of = `${formatCount(rows)} of ${countOf(looked, 'row')} looked at`;
  if (rows === 0) return `no (${of})`;
  return rows === looked ? `yes (${of})` : `in part (${of})`;
}
