import type { ReactNode } from 'react';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import { callName } from '../call-words';
import { CodeText } from '../code-text';
import { FINDING_CONFIDENCE, FINDING_UNITS } from '../finding-words';
import { Moment } from '../moment';
import { useZonedText } from '../shown-zone';
import { VerdictBadge } from '../verdict-badge';
import { withoutLabel } from '../verdict-words';

/** What one reading saw of an issue: the verdict of then, the finding in words and counts, and what it rests on. */
export function CapturedFacts({ captured }: { captured: CapturedIssue }) {
  const { verdict, reasons, finding, newestRun, usual, query, coverage, latency, versions } = captured;
  const reason = reasons[0]?.text;
  const zoned = useZonedText(captured.capturedAt);
  return (
    <div className="grid content-start gap-3">
      <div className="grid gap-1.5">
        <p className="flex flex-wrap items-center gap-2">
          <VerdictBadge verdict={verdict} />
          <span className="text-muted">{captured.source.status}</span>
        </p>
        {reason !== undefined && (
          <p className="text-pretty text-muted">{zoned(withoutLabel(verdict, reason))}</p>
        )}
        <p className="text-pretty [overflow-wrap:anywhere]">
          <CodeText text={zoned(finding.text)} />
        </p>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs leading-5">
        <Fact name="Counted">
          <strong className="tabular font-semibold">
            {finding.measure ?? countOf(finding.count, FINDING_UNITS[finding.unit])}
          </strong>{' '}
          in what was judged
        </Fact>
        {newestRun !== null && (
          <Fact name="Newest run">
            {newestRun.found !== null && finding.measure === null && (
              <>
                <strong className="tabular font-semibold">{countOf(newestRun.found, 'row')}</strong> of it,{' '}
              </>
            )}
            {countOf(newestRun.pushed + newestRun.refused, 'operation')} in all,{' '}
            <Moment iso={newestRun.start} /> to <Moment iso={newestRun.end} />
          </Fact>
        )}
        {usual !== null && (
          <Fact name="Usual run">
            {formatCount(usual.pushed)} pushed, {formatCount(usual.indexed)} indexed (median of{' '}
            {countOf(usual.runs, 'run')})
          </Fact>
        )}
        <Fact name="How sure">
          {FINDING_CONFIDENCE[finding.confidence]}
          {finding.confidenceReason !== null && (
            <>
              {': '}
              <CodeText text={finding.confidenceReason} />
            </>
          )}
        </Fact>
        <Fact name="Judged on">
          <Moment iso={query.window.from} /> to <Moment iso={query.window.to} />
          {query.filters.map((filter) => (
            <span key={filter} className="block text-muted [overflow-wrap:anywhere]">
              {filter}
            </span>
          ))}
        </Fact>
        <Fact name="Read">
          <span className="tabular">
            {formatCount(coverage.rowsRead)}
            {coverage.rowsCounted !== null && ` of ${formatCount(coverage.rowsCounted)}`} rows in{' '}
            {countOf(coverage.calls, 'call')}
          </span>
          {', '}
          {coverage.complete ? (
            'complete'
          ) : (
            <strong className="font-semibold text-degraded">not complete</strong>
          )}
          {coverage.notReadTotal > 0 && <NotRead coverage={coverage} />}
        </Fact>
        {latency !== null && (
          <Fact name="Latency">
            consumed to indexed in {formatDuration(latency.p50Ms)} (p50), {formatDuration(latency.p95Ms)}{' '}
            (p95)
          </Fact>
        )}
        <Fact name="Versions">
          Pushscope {versions.tool}, rules {versions.rules}
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 text-pretty">{children}</dd>
    </>
  );
}

function NotRead({ coverage }: { coverage: CapturedIssue['coverage'] }) {
  const { notRead, notReadTotal } = coverage;
  return (
    <details>
      <summary className="min-h-6 w-fit underline decoration-current/40 underline-offset-4">
        {countOf(notReadTotal, 'read')} not whole
      </summary>
      <ul className="grid gap-1 text-muted">
        {notRead.map(({ call, from, to, state, why, status, requestId }) => (
          <li key={`${call}${from}${to}`} className="[overflow-wrap:anywhere]">
            {callName(call)}: {state}, <Moment iso={from} /> to <Moment iso={to} />
            {why !== null && `. ${why}`}
            {status !== null && ` Status ${status}`}
            {requestId !== null && `, request id ${requestId}`}
          </li>
        ))}
        {notReadTotal > notRead.length && <li>and {formatCount(notReadTotal - notRead.length)} more</li>}
      </ul>
    </details>
  );
}
