'use client';

import { useState } from 'react';
import type { TimeWindow } from '@/lib/evidence/time';
import { Button } from '../ui/button';
import { readMomentInput } from './moment-input';

/** Two times as people paste them, ISO or epoch; says what it takes when it cannot read them. */
export function WindowForm(props: {
  id: string;
  window: TimeWindow;
  onWindow: (window: TimeWindow) => void;
}) {
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
      className="flex flex-wrap items-end justify-end gap-2 border-line border-b bg-ground/60 px-4 py-2"
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
