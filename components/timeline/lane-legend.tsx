import { formatCount } from '@/lib/problems/phrasing';
import type { Series } from './series';

/** A lane's name, and its series with their sums in the window. */
export function LaneLegend(props: { title: string; definition: string; series: readonly Series[] }) {
  const { title, definition, series } = props;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 pb-1.5 text-xs">
      <h3 className="font-medium" title={definition}>
        {title}
      </h3>
      <ul className="contents">
        {series.map(({ key, label, color, total }) => (
          <li key={key} className="flex items-center gap-1 text-muted">
            <span aria-hidden className="size-2 rounded-[2px]" style={{ background: color }} />
            {label} <span className="tabular text-ink">{formatCount(total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
