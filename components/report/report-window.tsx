'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { lastDay } from '@/lib/health/report/stretch-words';
import { lastDays } from '@/lib/health/report/whole-days';
import { Button } from '../ui/button';

const LENGTHS = [7, 30, 90] as const;

/** The first and the last day of a report, `2026-11-22`; both belong to it. */
export interface ReportDays {
  readonly from: string;
  readonly to: string;
}

/** Chooses the days of a report: the last ones before `asOf` (ISO), or any two. */
export function ReportWindow(props: { days: ReportDays; asOf: string; onDays: (days: ReportDays) => void }) {
  const { days, asOf, onDays } = props;
  // What was typed for other days is over: the fields follow the report, and the focus stays where it is.
  const [typed, setTyped] = useState({ of: days, ...days });
  const isOver = typed.of.from !== days.from || typed.of.to !== days.to;
  const { from, to } = isOver ? days : typed;
  const backwards = from !== '' && to !== '' && from > to;
  return (
    <form
      aria-label="Days of the report"
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== '' && to !== '' && !backwards) onDays({ from, to });
      }}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs print:hidden"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields. */}
      <div role="group" aria-label="Length" className="flex overflow-hidden rounded-md border border-line">
        {LENGTHS.map((count) => {
          const window = lastDays(asOf, count);
          const chosen = { from: window.from.slice(0, 10), to: lastDay(window.to) };
          const pressed = chosen.from === days.from && chosen.to === days.to;
          return (
            <button
              key={count}
              type="button"
              aria-label={`Last ${count} days`}
              aria-pressed={pressed}
              onClick={() => onDays(chosen)}
              className={clsx(
                'h-7 border-line border-r px-2 text-xs last:border-r-0 focus-visible:outline-offset-[-2px]',
                pressed
                  ? 'bg-accent-soft font-medium text-accent'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {count} d
            </button>
          );
        })}
      </div>
      <DayField
        label="From"
        value={from}
        onChange={(day) => setTyped({ of: days, from: day, to })}
        invalid={backwards}
      />
      <DayField
        label="to"
        value={to}
        onChange={(day) => setTyped({ of: days, from, to: day })}
        invalid={backwards}
      />
      <Button type="submit">Show</Button>
      {backwards && (
        <p role="alert" className="text-failing">
          The first day must not be after the last.
        </p>
      )}
    </form>
  );
}

function DayField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  invalid: boolean;
}) {
  return (
    <label className="inline-flex items-center gap-1.5 text-muted">
      {props.label}
      <input
        type="date"
        required
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        aria-invalid={props.invalid}
        className="tabular h-7 rounded-md border border-line-strong bg-surface px-2 text-ink aria-invalid:border-failing"
      />
    </label>
  );
}
