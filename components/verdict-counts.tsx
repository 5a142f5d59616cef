import { clsx } from 'clsx';
import { formatCount } from '@/lib/problems/phrasing';
import type { ShownSource } from './shown-source';
import { VERDICT_ORDER, VERDICT_WORDS } from './verdict-words';

/** How many sources there are of each verdict. */
export function VerdictCounts({ sources }: { sources: readonly ShownSource[] }) {
  return (
    <ul aria-label="Sources by verdict" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
      {VERDICT_ORDER.map((verdict) => {
        const count = sources.filter((source) => source.verdict === verdict).length;
        if (count === 0) return null;
        const { icon: Icon, label, text } = VERDICT_WORDS[verdict];
        return (
          <li key={verdict} className="flex items-center gap-1.5">
            <Icon aria-hidden className={clsx('size-3.5', text)} />
            <span className="tabular font-medium">{formatCount(count)}</span>
            <span className="text-muted">{label}</span>
          </li>
        );
      })}
    </ul>
  );
}
