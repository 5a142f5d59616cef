'use client';

import { clsx } from 'clsx';
import { CalendarRange } from 'lucide-react';
import { useId, useState } from 'react';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { formatMoment } from '@/lib/problems/phrasing';
import { Button } from '../ui/button';
import { readMomentInput } from './moment-input';

const LENGTHS = [
  { label: '24 h', name: 'Last 24 hours', ms: DAY_MS },
  { label: '3 d', name: 'Last 3 days', ms: 3 * DAY_MS },
  { label: '7 d', name: 'Last 7 days', ms: 7 * DAY_MS },
  { label: '14 d', name: 'Last 14 days', ms: 14 * DAY_MS },
];

/** Chooses the window: the last hours and days before `now` (ISO), or any two times. */
export function WindowPicker(props: {
  window: TimeWindow;
  now: string;
  onWindow: (window: TimeWindow) => void;
}) {
  const { window, now, onWindow } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const end = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const length = toMs(window.to) - toMs(window.from);
  const atEnd = Math.abs(end - toMs(window.to)) <= 2 * MINUTE_MS;
  const isPreset = atEnd && LENGTHS.some(({ ms }) => Math.abs(ms - length) < MINUTE_MS);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields. */}
      <div role="group" aria-label="Window" className="flex overflow-hidden rounded-md border border-line">
        {LENGTHS.map(({ label, name, ms }) => {
          const pressed = atEnd && Math.abs(ms - length) < MINUTE_MS;
          return (
            <button
              key={label}
              type="button"
              aria-label={name}
              aria-pressed={pressed}
              onClick={() => onWindow({ from: toIso(end - ms), to: toIso(end) })}
              className={clsx(
                'h-7 border-line border-r px-2 text-xs last:border-r-0 focus-visible:outline-offset-[-2px]',
                pressed
                  ? 'bg-accent-soft font-medium text-accent'
                  : 'text-muted hover:bg-hover hover:text-ink',
              )}
            >
              {label}
            </button>
          );
        })}
      </div>
      <Button
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className={isPreset ? '' : 'border-accent text-accent'}
      >
        <CalendarRange aria-hidden className="size-3.5" />
        {isPreset
          ? 'From – to'
          : `${formatMoment(window.from).replace(' UTC', '')} – ${formatMoment(window.to)}`}
      </Button>
      {open && (
        <WindowForm
          id={id}
          window={window}
          onWindow={(chosen) => {
            setOpen(false);
            onWindow(chosen);
          }}
        />
      )}
    </>
  );
}

function WindowForm(props: { id: string; window: TimeWindow; onWindow: (window: TimeWindow) => void }) {
  const { id, window, onWindow } = props;
  const [from, setFrom] = useState(window.from);
  const [to, setTo] = useState(window.to);
  const [error, setError] = useState<string | null>(null);
  const submit = () => {
    const begin = readMomentInput(from);
    const end = readMomentInput(to);
    if (begin.state === 'error') return setError(`From: ${begin.why}`);
    if (end.state === 'error') return setError(`To: ${end.why}`);
    if (begin.iso >= end.iso) return setError('From must be before To.');
    onWindow({ from: begin.iso, to: end.iso });
  };
  return (
    <form
      id={id}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex w-full flex-wrap items-end justify-end gap-2 pb-1"
    >
      <Field
        label="From (ISO or epoch)"
        value={from}
        onChange={setFrom}
        invalid={error?.startsWith('From') ?? false}
      />
      <Field label="To" value={to} onChange={setTo} invalid={error?.startsWith('To') ?? false} />
      <Button type="submit" kind="primary">
        Look
      </Button>
      {error !== null && (
        <p role="alert" className="w-full text-right text-failing text-xs">
          {error}
        </p>
      )}
    </form>
  );
}

function Field(props: { label: string; value: string; onChange: (value: string) => void; invalid: boolean }) {
  return (
    <label className="grid gap-0.5 text-faint text-xs">
      {props.label}
      <input
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        aria-invalid={props.invalid}
        spellCheck={false}
        autoComplete="off"
        className="tabular h-7 w-52 rounded-md border border-line-strong bg-surface px-2 text-ink aria-invalid:border-failing"
      />
    </label>
  );
}
