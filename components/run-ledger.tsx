'use client';

import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Ledger, RunComparison, RunLedger as RunCounts, Uncounted } from '@/lib/health/health';
import { countOf, formatCount, formatDuration } from '@/lib/problems/phrasing';
import { COUNTERS, type Counter } from './counter';
import { deviation } from './deviation';
import { Moment } from './moment';
import type { NewerPushes } from './newer-pushes';
import type { OpenRows } from './open-rows';
import type { RowCoverage } from './row-coverage';
import { Panel } from './ui/panel';
import { Tooltip } from './ui/tooltip';

/** A drop of this share and more is drawn as bad news; `push-volume-drop` judges by the same (detectors.md). */
const NOTABLE_DROP = -0.3;

/** A median of fewer runs is not called the usual (a judgement; `push-volume-drop` asks for as many). */
const FEWEST_RUNS = 3;

const NO_RUN = {
  all: 'No run has settled in the last 14 days, so there is nothing to compare.',
  some: 'No settled run in what was read.',
  none: 'The log rows were not read, so nothing can be counted.',
} as const satisfies Record<RowCoverage, string>;

const WHERE = {
  all: 'in the window',
  some: 'in what was read',
} as const;

/**
 * The newest settled run, counter by counter, against the usual run; below each the sum of the whole window. `rows`
 * says how much of the window's rows was read, `judged` how much of all rows: what was not read is not 0, and a run
 * from part of the rows is not compared, unless Coveo counted the others: `about` then says what that means. `newer` is
 * what came after the run.
 */
export function RunLedger(props: {
  ledger: Ledger;
  runs: RunComparison;
  rows: RowCoverage;
  judged: RowCoverage;
  /** Why numbers are about; null where every row was asked for. */
  about: string | null;
  /** Whether what was not read was counted: of the window, and of all that is judged. */
  counted: { readonly window: boolean; readonly judged: boolean };
  /** Counters whose 0 is no 0. */
  notCounted: readonly Uncounted[];
  newer: NewerPushes | null;
  /** The number whose rows are open, what opens another (null: numbers open nothing), and what shows the rows. */
  open: OpenRows | null;
  onOpen: ((open: OpenRows | null) => void) | null;
  openRows: ReactNode;
}) {
  const { ledger, runs, rows, judged, about, counted, notCounted, newer, open, onOpen, openRows } = props;
  const opener = { open, onOpen };
  const { newest } = runs;
  const notCompared = whyNotCompared(runs, counted.judged ? 'all' : judged);
  const where = rows === 'none' ? null : WHERE[counted.window ? 'all' : rows];
  return (
    <Panel
      id="ledger"
      title={newest === null ? 'Operations in the window' : 'Newest run'}
      note={
        newest === null ? (
          NO_RUN[judged]
        ) : (
          <>
            <Moment iso={newest.start} /> to <Moment iso={newest.end} />
            {newest.batches > 0 && ' · '}
            <Batches run={newest} opener={opener} />
            {judged !== 'all' && (counted.judged ? ' · about, counted by Coveo' : ' · from part of the rows')}
          </>
        )
      }
      aside={
        newest !== null && (
          <p className="text-faint text-xs">
            {notCompared ?? `usual = median of ${countOf(runs.runs, 'earlier run')}`}
          </p>
        )
      }
    >
      <div className="@container">
        <dl className="grid grid-cols-2 @2xl:grid-cols-4 @6xl:grid-cols-8 gap-px overflow-hidden rounded-b-lg bg-line">
          {COUNTERS.map((counter) => (
            <div key={counter.key} className="flex flex-col bg-surface px-4 py-2">
              <dt className="text-muted text-xs">
                <Tooltip text={counter.definition}>
                  <button
                    type="button"
                    className="min-h-6 cursor-help text-left underline decoration-current/40 decoration-dotted underline-offset-4"
                  >
                    {counter.label}
                  </button>
                </Tooltip>
              </dt>
              <Cell
                counter={counter}
                ledger={ledger}
                runs={notCompared === null ? runs : { ...runs, usual: null }}
                where={where}
                isUnknown={notCounted.some((one) => one === counter.key)}
                opener={opener}
              />
            </div>
          ))}
        </dl>
      </div>
      {open !== null && (
        <div id={ROWS_ID} className="min-w-0">
          {openRows}
        </div>
      )}
      {about !== null && (
        <p className="border-line border-t px-4 py-1.5 text-muted text-pretty text-xs">{about}</p>
      )}
      {newer !== null && (
        <p className="border-line border-t px-4 py-1.5 text-muted text-xs">
          {countOf(newer.operations, 'operation')} since that run, last in the{' '}
          {formatDuration(newer.bucketMs)} from <Moment iso={newer.from} />
        </p>
      )}
    </Panel>
  );
}

/** Why the newest run is not set against the usual one; null when it is. */
function whyNotCompared({ runs, usual }: RunComparison, judged: RowCoverage): string | null {
  if (usual === null || runs < FEWEST_RUNS) {
    return `not compared: ${runs === 0 ? 'no earlier whole run' : countOf(runs, 'earlier run')} read`;
  }
  return judged === 'all' ? null : 'not compared: only part of the rows was read';
}

/** What a number needs to open its rows. */
interface Opener {
  readonly open: OpenRows | null;
  readonly onOpen: ((open: OpenRows | null) => void) | null;
}

const ROWS_ID = 'ledger-rows';

/** A number that opens its rows, and closes them again; the text alone where there is nothing to open. */
function Rows(props: {
  opener: Opener;
  of: OpenRows['of'];
  counter: OpenRows['counter'];
  children: ReactNode;
}) {
  const { opener, of, counter, children } = props;
  const { open, onOpen } = opener;
  const isOpen = open !== null && open.of === of && open.counter === counter;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // What had the focus in the rows is gone with them.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (onOpen === null) return children;
  return (
    <button
      ref={button}
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? ROWS_ID : undefined}
      onClick={() => onOpen(isOpen ? null : { of, counter })}
      className={clsx(
        'min-h-6 text-left underline decoration-current/30 underline-offset-4 hover:decoration-current',
        isOpen && 'decoration-accent decoration-2',
      )}
    >
      {children}
      <span className="sr-only"> (rows)</span>
    </button>
  );
}

function Batches(props: { run: Pick<RunCounts, 'batches' | 'failedBatches'>; opener: Opener }) {
  const { run, opener } = props;
  if (run.batches === 0) return '';
  if (run.failedBatches === 0) {
    return (
      <Rows opener={opener} of="run" counter="batches">
        {countOf(run.batches, 'batch', 'batches')}
      </Rows>
    );
  }
  return (
    <strong className="font-medium text-failing">
      <Rows opener={opener} of="run" counter="failedBatches">
        {formatCount(run.failedBatches)} of {countOf(run.batches, 'batch', 'batches')} failed
      </Rows>
    </strong>
  );
}

function Cell(props: {
  counter: Counter;
  ledger: Ledger;
  runs: RunComparison;
  /** Of what the window's numbers are, in words; null where nothing was read. */
  where: string | null;
  isUnknown: boolean;
  opener: Opener;
}) {
  const { counter, ledger, runs, where, isUnknown, opener } = props;
  const { key, badWhen } = counter;
  if (key === 'items') {
    return (
      <dd>
        <Figure value={ledger.items} />
        <Small>{ledger.items === null ? 'not read' : 'Coveo’s own count'}</Small>
      </dd>
    );
  }
  if (isUnknown) {
    return (
      <dd>
        <Figure value={null} />
        <Small>{where === null ? 'not read' : 'not counted'}</Small>
      </dd>
    );
  }
  if (runs.newest === null) {
    return (
      <dd>
        <Figure value={where === null ? null : ledger[key]} opener={opener} of="window" counter={key} />
        <Small>{where ?? 'not read'}</Small>
        {key === 'pushed' && where !== null && <Refused count={ledger.refused} opener={opener} of="window" />}
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
      <Figure value={value} bad={bad} opener={opener} of="run" counter={key} />
      {key === 'pushed' && <Refused count={runs.newest.refused} opener={opener} of="run" />}
      <p
        className={clsx('flex items-center gap-0.5 text-xs', bad ? 'font-medium text-failing' : 'text-muted')}
      >
        {Arrow !== null && <Arrow aria-hidden className="size-3 shrink-0" />}
        {against !== null && against.direction !== 'level' && (
          <span className="sr-only">{against.direction === 'up' ? 'above usual: ' : 'below usual: '}</span>
        )}
        <span className="tabular">{against?.text ?? 'not compared'}</span>
      </p>
      <Small>
        {where === null ? (
          'window not read'
        ) : (
          <MaybeRows value={ledger[key]} opener={opener} of="window" counter={key}>
            {formatCount(ledger[key])} {where}
          </MaybeRows>
        )}
      </Small>
    </dd>
  );
}

/** Operations that were refused before they counted as pushed: without them pushed is less than what was sent. */
function Refused({ count, opener, of }: { count: number; opener: Opener; of: OpenRows['of'] }) {
  if (count === 0) return null;
  return (
    <p className="tabular text-failing text-xs">
      <Rows opener={opener} of={of} counter="refused">
        +{formatCount(count)} refused before they were taken in
      </Rows>
    </p>
  );
}

function Figure(
  props: { value: number | null; bad?: boolean } & (
    | { opener: Opener; of: OpenRows['of']; counter: OpenRows['counter'] }
    | { opener?: undefined }
  ),
) {
  const { value, bad = false } = props;
  const text = value === null ? '—' : formatCount(value);
  return (
    <p className={clsx('tabular font-semibold text-lg leading-7', bad && 'text-failing')}>
      {props.opener === undefined ? text : <MaybeRows {...props}>{text}</MaybeRows>}
    </p>
  );
}

/** Nothing stands behind a 0, and behind what was not read. */
function MaybeRows(props: {
  value: number | null;
  opener: Opener;
  of: OpenRows['of'];
  counter: OpenRows['counter'];
  children: ReactNode;
}) {
  const { value, opener, of, counter, children } = props;
  if (value === null || value === 0) return children;
  return (
    <Rows opener={opener} of={of} counter={counter}>
      {children}
    </Rows>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <p className="tabular text-faint text-xs">{children}</p>;
}
