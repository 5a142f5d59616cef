'use client';

import { useEffect, useId, useRef, useState } from 'react';
import type { VerificationPlan } from '@/lib/health/fix/fix-verification';
import { planAssumptions } from '@/lib/health/fix/fix-verification-plan';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { readMomentInput } from '../timeline/moment-input';
import { Button } from '../ui/button';

/**
 * Asks since when pushes count, and says what will be followed and for how long; `plan` is for the usual moment, which is
 * that of a verification that failed where `afterFailure`.
 */
export function VerificationForm(props: {
  plan: VerificationPlan;
  afterFailure?: boolean;
  busy: boolean;
  onBegin: (since: string | null) => void;
  onCancel: () => void;
}) {
  const { plan, afterFailure = false, busy, onBegin, onCancel } = props;
  const [choice, setChoice] = useState<'usual' | 'own'>('usual');
  const [text, setText] = useState('');
  const group = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), []);
  const own = text.trim() === '' ? null : readMomentInput(text);
  const since = choice === 'usual' ? null : own?.state === 'ok' ? own.iso : undefined;
  return (
    <form
      ref={form}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (since !== undefined && !busy) onBegin(since);
      }}
    >
      <p className="text-pretty">{subjectText(plan)}</p>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-muted">What the customer pushed again</legend>
        <label className="flex min-h-7 items-center gap-2">
          <input
            type="radio"
            name={group}
            checked={choice === 'usual'}
            onChange={() => setChoice('usual')}
            className="accent-accent"
          />
          <span>
            {usualWords(plan, afterFailure)}, <Moment iso={plan.since} />
          </span>
        </label>
        <label className="flex min-h-7 items-center gap-2">
          <input
            type="radio"
            name={group}
            checked={choice === 'own'}
            onChange={() => setChoice('own')}
            className="accent-accent"
          />
          after a moment of your choice
        </label>
      </fieldset>
      {choice === 'own' && (
        <label className="grid max-w-80 gap-1">
          Pushed again after (UTC where it names no zone)
          <input
            value={text}
            placeholder={plan.since.slice(0, 16).replace('T', ' ')}
            onChange={(event) => setText(event.target.value)}
            aria-invalid={own?.state === 'error'}
            className="tabular h-8 rounded-md border border-line-strong bg-surface px-2 placeholder:text-faint"
          />
          <span
            role="status"
            className={own?.state === 'error' ? 'text-degraded text-xs' : 'text-faint text-xs'}
          >
            {own === null ? (
              'As people write it: 2026-11-17 14:20, or epoch seconds.'
            ) : own.state === 'error' ? (
              own.why
            ) : (
              <Moment iso={own.iso} />
            )}
          </span>
        </label>
      )}
      <ul className="grid gap-0.5 text-muted text-xs">
        {planAssumptions(plan).map((assumption) => (
          <li key={assumption} className="text-pretty">
            {assumption}
          </li>
        ))}
      </ul>
      <p className="flex gap-2">
        <Button kind="primary" type="submit" disabled={since === undefined} busy={busy}>
          {busy ? 'Asking Coveo…' : 'Begin'}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </p>
    </form>
  );
}

function usualWords({ subject }: VerificationPlan, afterFailure: boolean): string {
  if (afterFailure) return 'after the last verification saw it again';
  return subject === 'items' ? 'after it was last seen' : 'after the run in which it was last seen';
}

function subjectText({ subject, items, total }: VerificationPlan): string {
  if (subject === 'batches') {
    return 'Follows the batches that are pushed: one that is pushed again has another file id, so all of them count.';
  }
  if (subject === 'source') {
    return 'The problem shows neither in single items nor in batches: the source is read again once a run has settled, or at once where it shows without a push.';
  }
  const which =
    total > items.length
      ? `${formatCount(items.length)} of ${countOf(total, 'item')}`
      : countOf(total, 'item');
  return `Follows ${which} through the pipeline, and every row of any item that shows the same problem.`;
}
