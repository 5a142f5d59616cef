'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

/** So long may a name be. */
const MOST_CHARACTERS = 80;

/** Asks under which name one acts. `known` is the name so far; null is given on where one wants none. */
export function NameDialog(props: {
  open: boolean;
  known: string | null;
  onClose: () => void;
  onName: (name: string | null) => void;
}) {
  const { open, known, onClose, onName } = props;
  const [name, setName] = useState(known ?? '');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  return (
    <Dialog open={open} title="Who are you?" onClose={onClose}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onName(name.trim() === '' ? null : name.trim());
        }}
      >
        <label htmlFor={id} className="grid gap-1">
          The name that stands in the history of issues
          <input
            ref={field}
            id={id}
            value={name}
            maxLength={MOST_CHARACTERS}
            autoComplete="name"
            placeholder="Optional"
            onChange={(event) => setName(event.target.value)}
            className="h-8 rounded-md border border-line-strong bg-surface px-2 placeholder:text-faint"
          />
        </label>
        <p className="text-muted">
          Pushscope has no users of its own and cannot check it. It is asked once, and kept in this browser.
        </p>
        <p className="flex gap-2">
          <Button kind="primary" type="submit">
            {name.trim() === '' ? 'Go on without a name' : 'Go on'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
