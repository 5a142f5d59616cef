'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { DAY_MS, toIso } from '@/lib/evidence/time';
import { formatMoment } from '@/lib/problems/phrasing';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

const CHOICES = [
  { value: '1', label: 'For a day' },
  { value: '7', label: 'For a week' },
  { value: '30', label: 'For 30 days' },
  { value: 'date', label: 'Until a day of your choice' },
  { value: 'ever', label: 'Until somebody reopens it' },
] as const;

type Choice = (typeof CHOICES)[number]['value'];

/** Asks until when an issue is ignored; what was chosen stays when it is closed. `now` is epoch ms. */
export function IgnoreDialog(props: {
  open: boolean;
  now: number;
  onClose: () => void;
  onIgnore: (until: string | null) => void;
}) {
  const { open, now, onClose, onIgnore } = props;
  const [choice, setChoice] = useState<Choice>('7');
  const [day, setDay] = useState('');
  const group = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (open) form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [open]);
  const until = untilOf(choice, day, now);
  return (
    <Dialog open={open} title="Ignore this issue" onClose={onClose}>
      <form
        ref={form}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (until !== undefined) onIgnore(until);
        }}
      >
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-muted">
            It stays in the lists under “Ignored”, and goes on counting.
          </legend>
          {CHOICES.map(({ value, label }) => (
            <label key={value} className="flex min-h-7 items-center gap-2">
              <input
                type="radio"
                name={group}
                value={value}
                checked={choice === value}
                onChange={() => setChoice(value)}
                className="accent-accent"
              />
              {label}
            </label>
          ))}
        </fieldset>
        {choice === 'date' && (
          <label className="grid gap-1">
            Ignore until the beginning of this day, UTC
            <input
              type="date"
              required
              value={day}
              min={toIso(now + DAY_MS).slice(0, 10)}
              onChange={(event) => setDay(event.target.value)}
              className="h-8 rounded-md border border-line-strong bg-surface px-2"
            />
          </label>
        )}
        <p className={choice === 'ever' ? 'text-degraded' : 'text-muted'}>
          {choice === 'ever'
            ? 'It never opens by itself again, however much more is seen.'
            : until === undefined || until === null
              ? 'Choose a day that is still to come.'
              : `When more is seen after ${formatMoment(until)}, it opens again.`}
        </p>
        <p className="flex gap-2">
          <Button kind="primary" type="submit" disabled={until === undefined}>
            Ignore
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}

/** ISO; null for ever; undefined where no day to come is chosen. */
function untilOf(choice: Choice, day: string, now: number): string | null | undefined {
  if (choice === 'ever') return null;
  if (choice !== 'date') return toIso(now + Number(choice) * DAY_MS);
  const at = Date.parse(day);
  return Number.isNaN(at) || at <= now ? undefined : toIso(at);
}
