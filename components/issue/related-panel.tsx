import Link from 'next/link';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { StateBadge } from './state-badge';
import { readState } from './state-words';

/** Other issues of the same source, and the way to all of them. */
export function RelatedPanel({ report, all }: { report: IssueReport; all: string }) {
  return (
    <Panel
      id="related"
      title="Other issues of this source"
      aside={
        <a href={all} className="text-accent text-xs underline underline-offset-4">
          All of them
        </a>
      }
    >
      {report.related.length === 0 ? (
        <p className="px-4 py-3 text-muted">None is known.</p>
      ) : (
        <ul className="divide-y divide-line">
          {report.related.map(({ id, title, state, lastSeen }) => {
            const known = readState(state);
            return (
              <li
                key={id}
                className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 hover:bg-hover"
              >
                <Link
                  href={`/i/${encodeURIComponent(id)}`}
                  className="min-w-0 flex-[1_1_14rem] font-medium outline-none [overflow-wrap:anywhere] after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
                >
                  {title}
                </Link>
                <span className="text-faint text-xs">
                  last <Moment iso={lastSeen} />
                </span>
                {known !== null && <StateBadge state={known} />}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
