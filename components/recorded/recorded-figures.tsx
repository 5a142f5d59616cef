import { Fragment, type ReactNode } from 'react';
import type { RecordedCalls, RecordedLedger } from '@/lib/health/health';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';

/** So many stretches are named. */
const NAMED = 3;

/** What was recorded in the window, and what became of it: only of the time that was recorded. */
export function RecordedFigures({ ledger }: { ledger: RecordedLedger }) {
  const { stretches, accepted, refused, unanswered, followed } = ledger;
  const more = stretches.length - NAMED;
  return (
    <div className="grid gap-2">
      <dl className="grid grid-cols-2 gap-px overflow-hidden bg-line sm:grid-cols-3 lg:grid-cols-6">
        <Figure name="Accepted" calls={accepted} />
        <Figure name="Refused" calls={refused} bad={refused.calls > 0} />
        <Figure name="No answer" calls={unanswered} bad={unanswered.calls > 0} />
        <Followed name="Entered" count={followed?.entered ?? null} />
        <Followed name="Indexed" count={followed?.indexed ?? null} />
        <Followed
          name="Unfinished"
          count={followed?.unfinished ?? null}
          bad={followed !== null && followed.unfinished > 0}
        />
      </dl>
      <p className="px-4 text-muted text-xs">
        Recorded:{' '}
        {stretches.slice(-NAMED).map(({ from, to }, index) => (
          <Fragment key={from}>
            {index > 0 && ', '}
            <Moment iso={from} /> – <Moment iso={to} />
          </Fragment>
        ))}
        {more > 0 && ` and ${countOf(more, 'stretch', 'stretches')} before`}. Outside of it, nothing is known
        of calls.{' '}
        {followed === null
          ? 'Not every log row was read, so what entered then is not counted.'
          : 'Entered are operations that entered in that time, until they had time to settle.'}
      </p>
    </div>
  );
}

function Figure({ name, calls, bad = false }: { name: string; calls: RecordedCalls; bad?: boolean }) {
  return (
    <Cell name={name} value={formatCount(calls.calls)} bad={bad}>
      {countOf(calls.calls, 'call').replace(/^\S+ /, '')}, {itemsWords(calls)}
    </Cell>
  );
}

function itemsWords({ items, unknown }: RecordedCalls): string {
  if (unknown === 0) return countOf(items, 'item');
  if (items === 0) return 'of how many items is not told';
  return `${countOf(items, 'item')}; of ${countOf(unknown, 'call')} it is not told`;
}

function Followed({ name, count, bad = false }: { name: string; count: number | null; bad?: boolean }) {
  return (
    <Cell name={name} value={count === null ? '—' : formatCount(count)} bad={bad}>
      {count === null ? 'not read' : 'operations'}
    </Cell>
  );
}

function Cell(props: { name: string; value: string; bad: boolean; children: ReactNode }) {
  const { name, value, bad, children } = props;
  return (
    <div className="bg-surface px-4 py-2">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className={`tabular font-semibold text-lg leading-7 ${bad ? 'text-failing' : ''}`}>{value}</dd>
      <dd className="tabular text-faint text-xs">{children}</dd>
    </div>
  );
}
