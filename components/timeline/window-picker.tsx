'use client';

import { clsx } from 'clsx';
import { CalendarRange } from 'lucide-react';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { formatMoment } from '@/lib/problems/phrasing';
import { Button } from '../ui/button';

const LENGTHS = [
  { label: '24 h', name: 'Last 24 hours', ms: DAY_MS },
  { label: '3 d', name: 'Last 3 days', ms: 3 * DAY_MS },
  { label: '7 d', name: 'Last 7 days', ms: 7 * DAY_MS },
  { label: '14 d', name: 'Last 14 days', ms: 14 * DAY_MS },
];

/** Chooses the window: the last hours and days before `now` (ISO); its last button opens the form `formId`. */
export function WindowPicker(props: {
  window: TimeWindow;
  now: string;
  formId: string;
  formOpen: boolean;
  onForm: () => void;
  onWindow: (window: TimeWindow) => void;
}) {
  const { window, now, formId, formOpen, onForm, onWindow } = props;
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
        aria-expanded={formOpen}
        aria-controls={formId}
        onClick={onForm}
        className={isPreset ? '' : 'border-accent text-accent'}
      >
        <CalendarRange aria-hidden className="size-3.5" />
        {isPreset
          ? 'From – to'
          : `${formatMoment(window.from).replace(' UTC', '')} – ${formatMoment(window.to)}`}
      </Button>
    </>
  );
}
