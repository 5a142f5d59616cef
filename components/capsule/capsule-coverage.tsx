import type { CapsuleCoverage as Coverage } from '@/lib/health/capsule/capsule-content';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { callName } from '../call-words';
import { Moment } from '../moment';
import { groupReads } from '../read-group';

/** What had been read when it was captured, and what could not be. */
export function CapsuleCoverage({ coverage }: { coverage: Coverage }) {
  const { complete, rowsCounted, rowsRead, calls } = coverage;
  const notRead = groupReads(coverage.reads.filter(({ state }) => state !== 'read'));
  return (
    <div className="px-4 py-2.5">
      <p className={complete ? 'text-muted' : 'text-degraded'}>
        {complete
          ? 'Everything that was asked for was read'
          : 'Not everything that was asked for could be read'}
        : {formatCount(rowsRead)}
        {rowsCounted === null ? ' rows, not counted by Coveo' : ` of ${formatCount(rowsCounted)} rows`}, in{' '}
        {countOf(calls, 'call')}.
      </p>
      {notRead.length > 0 && (
        <ul className="mt-1 grid gap-0.5 text-muted text-xs">
          {notRead.map(({ call, state, times, from, to, sample }) => (
            <li
              key={`${call}${state}${sample.status ?? ''}${sample.why ?? ''}`}
              className="[overflow-wrap:anywhere]"
            >
              <span className="text-ink">{callName(call)}</span>, {countOf(times, 'slice')} from{' '}
              <Moment iso={from} /> to <Moment iso={to} />: {STATES[state]}
              {sample.status !== undefined && `, status ${sample.status}`}
              {sample.why !== undefined && `. ${sample.why}`}
              {sample.requestId !== undefined && ` Request id ${sample.requestId}.`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const STATES = { read: 'read', sampled: 'read in part', skipped: 'not read', refused: 'failed' } as const;
