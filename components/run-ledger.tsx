import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Ledger, RunComparison } from '@/lib/health/health';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { COUNTERS, type Counter } from './counter';
import { deviation } from './deviation';
import { Moment } from './moment';
import type { RowCoverage } from './row-coverage';
import { Panel } from './ui/panel';
import { Tooltip } from './ui/tooltip';

/** A drop of this share and more is drawn as bad news; `push-volume-drop` judges by the same (detectors.md). */
const NOTABLE_DROP = -0.3;

const NO_RUN = {
  all: 'No run has settled in the window, so there is nothing to compare.',
  some: 'No settled run in what was read of the window.',
  none: 'The log rows were not read, so nothing can be counted.',
} as const satisfies Record<RowCoverage, string>;

const WHERE = {
  all: 'in the window',
  some: 'in what was read',
  none: 'not read',
} as const satisfies Record<RowCoverage, string>;

/**
 * The newest settled run, counter by counter, against the usual run; below each the sum of the whole window. `rows`
 * says how much of the rows was read: what was not read is not 0.
 */
export function RunLedger(props: { ledger: Ledger; runs: RunComparison; rows: RowCoverage }) {
  const { ledger, runs, rows } = props;
  const { newest, usual } = runs;
  return (
    <Panel
      id="ledger"
      title={newest === null ? 'Operations in the window' : 'Newest run'}
      note={
        newest === null ? (
          NO_RUN[rows]
        ) : (
          <>
            <Moment iso={newest.start} /> to <Moment iso={newest.end} />
            {newest.batches > 0 && ` · ${countOf(newest.batches, 'batch', 'batches')}`}
            {rows === 'some' && ' · from part of the rows'}
          </>
        )
      }
      aside={
        newest !== null && (
          <p className="text-faint text-xs">
            {usual === null
              ? 'No earlier whole run to compare with'
              : `usual = median of ${countOf(runs.runs, 'earlier run')}`}
          </p>
        )
      }
    >
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-lg bg-line sm:grid-cols-4 xl:grid-cols-8">
        {COUNTERS.map((counter) => (
          <div key={counter.key} className="flex flex-col bg-surface px-4 py-2">
            <dt className="text-muted text-xs">
              <Tooltip text={counter.definition}>
                <button
                  type="button"
                  className="cursor-help underline decoration-current/40 decoration-dotted underline-offset-4"
                >
                  {counter.label}
                </button>
              </Tooltip>
            </dt>
            <Cell counter={counter} ledger={ledger} runs={runs} rows={rows} />
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Cell(props: { counter: Counter; ledger: Ledger; runs: RunComparison; rows: RowCoverage }) {
  const { counter, ledger, runs, rows } = props;
  const { key, badWhen } = counter;
  if (key === 'items') {
    return (
      <dd>
        <Figure value={ledger.items} />
        <Small>{ledger.items === null ? 'not read' : 'Coveo’s own count'}</Small>
      </dd>
    );
  }
  if (runs.newest === null) {
    return (
      <dd>
        <Figure value={rows === 'none' ? null : ledger[key]} />
        <Small>{WHERE[rows]}</Small>
      </dd>
    );
  }
  const value = runs.newest[key];
  const against = runs.usual === null ? null : deviation(value, runs.usual[key]);
  const bad =
    against !== null &&
    ((badWhen === 'up' && against.direction === 'up') ||
      (badWhen === 'down' && against.share !== null && against.share <= NOTABLE_DROP));
  const Arrow = against?.direction === 'up' ? ArrowUp : against?.direction === 'down' ? ArrowDown : null;
  return (
    <dd>
      <Figure value={value} bad={bad} />
      <p
        className={clsx('flex items-center gap-0.5 text-xs', bad ? 'font-medium text-failing' : 'text-muted')}
      >
        {Arrow !== null && <Arrow aria-hidden className="size-3 shrink-0" />}
        {against !== null && against.direction !== 'level' && (
          <span className="sr-only">{against.direction === 'up' ? 'above usual: ' : 'below usual: '}</span>
        )}
        <span className="tabular">{against?.text ?? 'nothing to compare'}</span>
      </p>
      <Small>
        {formatCount(ledger[key])} {WHERE[rows]}
      </Small>
    </dd>
  );
}

function Figure({ value, bad = false }: { value: number | null; bad?: boolean }) {
  return (
    <p className={clsx('tabular font-semibold text-lg leading-7', bad && 'text-failing')}>
      {value === null ? '—' : formatCount(value)}
    </p>
  );
}

function Small({ children }: { children: React.ReactNode }) {
  return <p className="tabular text-faint text-xs">{children}</p>;
}
