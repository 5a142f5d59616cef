import type { ReactNode } from 'react';
import { formatCount } from '@/lib/problems/phrasing';
import type { Series } from './series';

/** A lane of the timeline: its name and the sums of its series at the left (above, where it is narrow), its plot. */
export function Lane(props: {
  title: string;
  definition: string;
  series: readonly Series[];
  children: ReactNode;
}) {
  const { title, definition, series, children } = props;
  return (
    <div className="grid gap-y-1 lg:grid-cols-[var(--gutter)_minmax(0,1fr)]">
      <div className="z-10 flex flex-wrap content-start gap-x-3 bg-surface text-xs leading-4 max-lg:relative lg:flex-col lg:flex-nowrap lg:pr-4">
        <h3 className="font-medium" title={definition}>
          {title}
        </h3>
        <ul className="contents">
          {series.map(({ key, label, color, total }) => (
            <li key={key} className="flex items-center gap-1.5 text-muted">
              <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background: color }} />
              <span className="truncate">{label}</span>
              <span className="tabular text-ink lg:ml-auto">{formatCount(total)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
