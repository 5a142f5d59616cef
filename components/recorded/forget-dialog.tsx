'use client';

import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { type Forgetting, LEAST_FORGOTTEN_MS, type Sending } from '@/lib/evidence/recorded-pushes';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import { countOf } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** Which recorded calls may be forgotten. */
export interface Forgettable {
  /** The newest ones, newest first. */
  readonly sendings: readonly Sending[];
  /** The window on screen. */
  readonly window: TimeWindow;
  /** What was sent just now from this page, by its names; null where nothing was. */
  readonly justSent: readonly string[] | null;
}

/** Asks which recorded calls are forgotten, and says what goes and what stays. */
export function ForgetDialog(props: {
  open: boolean;
  forgettable: Forgettable;
  busy: boolean;
  failure: string | null;
  onClose: () => void;
  onForget: (forgetting: Forgetting) => void;
}) {
  const { open, onClose, ...rest } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (open) form.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
  }, [open]);
  return (
    <Dialog open={open} title="Forget recorded calls" onClose={onClose}>
      {open && <ForgetForm {...rest} form={form} onClose={onClose} />}
    </Dialog>
  );
}

interface Choice {
  readonly key: string;
  readonly forgetting: Forgetting;
  readonly words: ReactNode;
}

function ForgetForm(props: {
  form: RefObject<HTMLFormElement | null>;
  forgettable: Forgettable;
  busy: boolean;
  failure: string | null;
  onClose: () => void;
  onForget: (forgetting: Forgetting) => void;
}) {
  const { form, forgettable, busy, failure, onClose, onForget } = props;
  const choices = choicesOf(forgettable);
  const [key, setKey] = useState(choices[0]?.key);
  const chosen = choices.find((choice) => choice.key === key);
  const group = useId();
  return (
    <form
      ref={form}
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined && !busy) onForget(chosen.forgetting);
      }}
    >
      <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-1">
        <legend className="mb-1 text-muted">Which lines are forgotten</legend>
        {choices.map((choice) => (
          <label key={choice.key} className="flex min-h-7 items-start gap-2 py-1">
            <input
              type="radio"
              name={group}
              checked={choice.key === key}
              onChange={() => setKey(choice.key)}
              className="mt-0.5 shrink-0 accent-accent"
            />
            <span className="min-w-0">{choice.words}</span>
          </label>
        ))}
      </fieldset>
      <ul className="grid list-disc gap-0.5 pl-5 text-muted text-xs">
        <li>
          They are deleted for everybody, for good, as if they had never been sent. Their time no longer
          counts as recorded, and what rests on them alone is no longer found.
        </li>
        <li>Issues, captured days and preserved copies that were made of them stay, with their proof.</li>
        <li>Nothing is changed at Coveo. The same lines may be sent again.</li>
      </ul>
      <p role="alert" className="text-failing text-xs empty:hidden">
        {failure}
      </p>
      <p className="flex gap-2">
        <Button kind="primary" type="submit" disabled={chosen === undefined} busy={busy}>
          {busy ? 'Forgetting…' : 'Forget for good'}
        </Button>
        <Button onClick={onClose}>Keep them</Button>
      </p>
    </form>
  );
}

function choicesOf({ sendings, window, justSent }: Forgettable): Choice[] {
  const mine = justSent ?? [];
  const others = sendings.filter(({ takenAt }) => !mine.includes(takenAt));
  const isLong = toMs(window.to) - toMs(window.from) >= LEAST_FORGOTTEN_MS;
  return [
    ...(mine.length === 0
      ? []
      : [
          {
            key: 'just sent',
            forgetting: { which: 'sent', takenAt: mine },
            words: 'What was just sent from this page',
          } as const,
        ]),
    ...others.map(({ takenAt, lines, from, to }) => ({
      key: takenAt,
      forgetting: { which: 'sent', takenAt: [takenAt] } as const,
      words: (
        <>
          What was sent <Moment iso={takenAt} />: {countOf(lines, 'line')}
          <span className="block text-faint text-xs">
            of <Moment iso={from} /> to <Moment iso={to} />
          </span>
        </>
      ),
    })),
    ...(isLong
      ? [
          {
            key: 'window',
            forgetting: { which: 'between', window } as const,
            words: (
              <>
                What was recorded in the window on screen
                <span className="block text-faint text-xs">
                  <Moment iso={window.from} /> to <Moment iso={window.to} />; zoom the timeline for another
                  one, of an hour or more
                </span>
              </>
            ),
          },
        ]
      : []),
    {
      key: 'all',
      forgetting: { which: 'all' } as const,
      words: 'All that was recorded of this source',
    },
  ];
}
