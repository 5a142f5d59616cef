import { CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from 'lucide-react';
import type { Read } from '@/lib/evidence/coverage';
import type { Health } from '@/lib/health/health';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import { callName } from './call-words';
import { Moment } from './moment';
import { groupReads } from './read-group';
import { Panel } from './ui/panel';
import { ScrollRegion } from './ui/scroll-region';

const STATES: Readonly<
  Record<Read['state'], { readonly label: string; readonly icon: LucideIcon; readonly text: string }>
> = {
  read: { label: 'Read', icon: CircleCheck, text: 'text-healthy' },
  sampled: { label: 'In part', icon: CircleDashed, text: 'text-degraded' },
  skipped: { label: 'Not read', icon: CircleSlash, text: 'text-degraded' },
  refused: { label: 'Failed', icon: CircleX, text: 'text-failing' },
};

/** What was asked of Coveo and what came of it: everything on the page rests on this. `counted`: what was not read was counted. */
export function CoveragePanel({
  coverage,
  latency,
  counted,
}: Pick<Health, 'coverage' | 'latency'> & { counted: boolean }) {
  const groups = groupReads(coverage.reads);
  return (
    <Panel
      id="coverage"
      title="What was read"
      note={
        <>
          {wholeness(coverage, counted)} · {formatCount(coverage.rowsRead)}
          {coverage.rowsCounted === null
            ? ' rows, not counted by Coveo'
            : ` of ${formatCount(coverage.rowsCounted)} rows`}{' '}
          · {countOf(coverage.calls, 'call')}, each page of a slice is one
          {latency !== null &&
            ` · consumed to indexed in ${formatDuration(latency.p50Ms)} (p50), ${formatDuration(latency.p95Ms)} (p95)`}
        </>
      }
    >
      <ScrollRegion label="Reads" className="max-h-72 rounded-none border-0">
        <table className="tabular w-full text-left">
          <thead className="sticky top-0 bg-surface text-faint text-xs">
            <tr>
              <th scope="col" className="px-4 py-1.5 font-medium">
                Call
              </th>
              <th scope="col" className="px-2 py-1.5 font-medium">
                State
              </th>
              <th scope="col" className="px-2 py-1.5 text-right font-medium">
                Rows
              </th>
              <th scope="col" className="px-2 py-1.5 font-medium">
                Time asked for
              </th>
              <th scope="col" className="px-4 py-1.5 font-medium">
                Answer
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const { label, icon: Icon, text } = STATES[group.state];
              const { status, requestId, why } = group.sample;
              return (
                <tr
                  key={`${group.call}${group.sample.of ?? ''}${group.state}${status ?? ''}${why ?? ''}`}
                  className="border-line border-t align-top leading-5"
                >
                  <td className="whitespace-nowrap px-4 py-1.5">
                    {callName(group.call)} <code className="text-faint text-xs">{group.call}</code>
                    {group.sample.of !== undefined && (
                      <span className="text-muted text-xs"> · {group.sample.of}</span>
                    )}
                    {group.times > 1 && (
                      <span className="text-faint text-xs"> · {countOf(group.times, 'slice')} of time</span>
                    )}
                  </td>
                  <td className="whitespace-nowrap px-2 py-1.5">
                    <span className="inline-flex items-center gap-1 text-xs leading-5">
                      <Icon aria-hidden className={`size-3.5 ${text}`} />
                      {label}
                    </span>
                  </td>
                  <td className="px-2 py-1.5 text-right">
                    {group.rows === 0 ? '—' : formatCount(group.rows)}
                  </td>
                  <td className="whitespace-nowrap px-2 py-1.5 text-muted text-xs leading-5">
                    <Moment iso={group.from} /> to <Moment iso={group.to} />
                  </td>
                  <td className="min-w-40 px-4 py-1.5 text-muted text-xs leading-5 [overflow-wrap:anywhere]">
                    {[status, why, requestId === undefined ? undefined : `request id ${requestId}`]
                      .filter((part) => part !== undefined)
                      .join(' · ') || '—'}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function wholeness({ complete, reads }: Health['coverage'], counted: boolean): string {
  if (counted) {
    return 'Everything that was asked for: rows not COMPLETED and of batches one by one, the others counted';
  }
  if (!complete) return 'Not everything that was asked for';
  // A token often may not read limits or API keys, on which no verdict rests.
  return reads.some(({ state }) => state === 'refused')
    ? 'Everything that the verdict rests on'
    : 'Everything that was asked for';
}
