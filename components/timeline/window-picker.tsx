'use client';

import { clsx } from 'clsx';
import { CalendarRange } from 'lucide-react';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { formatIn } from '@/lib/health/zoned-moment';
import { useShownZone } from '../shown-zone';
import { Button } from '../ui/button';

const LENGTHS = [
  { label: '24 h', name: 'Last 24 hours', ms: DAY_MS },
  { label: '3 d', name: 'Last 3 days', ms: 3 * DAY_MS },
  { label: '7 d', name: 'Last 7 days', ms: 7 * DAY_MS },
  { label: '14 d', name: 'Last 14 days', ms: 14 * DAY_MS },
  { label: '30 d', name: 'Last 30 days', ms: 30 * DAY_MS },
  { label: '90 d', name: 'Last 90 days', ms: 90 * DAY_MS },
];

/** Windows longer than what Coveo keeps are told by UTC day, and so begin with one. */
const LONGEST_LIVE_MS = 14 * DAY_MS;

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
  const zone = useShownZone();
  const end = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const atEnd = Math.abs(end - toMs(window.to)) <= 2 * MINUTE_MS;
  const isShown = (ms: number) => {
    if (!atEnd) return false;
    const from = ms > LONGEST_LIVE_MS ? beginning(toMs(window.to), ms) : toMs(window.to) - ms;
    return Math.abs(from - toMs(window.from)) < MINUTE_MS;
  };
  const isPreset = LENGTHS.some(({ ms }) => isShown(ms));
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons, not fields. */}
      <div role="group" aria-label="Window" className="flex overflow-hidden rounded-md border border-line">
        {LENGTHS.map(({ label, name, ms }) => {
          const pressed = isShown(ms);
          return (
            <button
              key={label}
              type="button"
              aria-label={name}
              aria-pressed={pressed}
              onClick={() => onWindow({ from: toIso(beginning(end, ms)), to: toIso(end) })}
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
        {isPreset ? 'From – to' : formatWindow(window, zone)}
      </Button>
    </>
  );
}

const OFFSET = / [^ ]+$/;

/** The zone's offset stands once, at the end, unless the clocks were changed in between. */
function formatWindow({ from, to }: TimeWindow, zone: string): string {
  const [first, last] = [formatIn(from, zone), formatIn(to, zone)];
  const isOne = OFFSET.exec(first)?.[0] === OFFSET.exec(last)?.[0];
  return `${isOne ? first.replace(OFFSET, '') : first} – ${last}`;
}

function beginning(end: number, ms: number): number {
  return ms > LONGEST_LIVE_MS ? Math.ceil((end - ms) / DAY_MS) * DAY_MS : end - ms;
}
