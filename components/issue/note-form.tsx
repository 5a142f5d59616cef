'use client';

import { type Ref, useId } from 'react';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';

/** So long may a note be. */
const MOST_NOTE_CHARACTERS = 4_000;

/** Where notes are written. The text belongs to whoever draws it, and stays until it is stored. */
export function NoteForm(props: {
  text: string;
  busy: boolean;
  field: Ref<HTMLTextAreaElement>;
  onText: (text: string) => void;
  onAdd: () => void;
}) {
  const { text, busy, field, onText, onAdd } = props;
  const id = useId();
  const ready = text.trim() !== '' && !busy;
  return (
    <form
      className="grid gap-1.5 border-line border-t px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onAdd();
      }}
    >
      <label htmlFor={id} className="flex items-center gap-1.5 text-faint text-xs">
        Add a note
        <span aria-hidden className="max-sm:hidden">
          <Kbd>m</Kbd>
        </span>
      </label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        value={text}
        maxLength={MOST_NOTE_CHARACTERS}
        aria-keyshortcuts="m"
        placeholder="What you found out, whom you asked, the ticket’s number"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          if (ready) onAdd();
        }}
        className="w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-1.5 placeholder:text-faint"
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-faint text-xs">
        <Button type="submit" disabled={!ready}>
          {busy ? 'Adding…' : 'Add note'}
        </Button>
        <span className="max-sm:hidden">
          <Kbd>Ctrl</Kbd> or <Kbd>⌘</Kbd> <Kbd>Enter</Kbd>
        </span>
        <span>Secrets are taken out before it is stored.</span>
      </p>
    </form>
  );
}
