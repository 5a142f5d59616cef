'use client';

import { Search } from 'lucide-react';
import { useRef } from 'react';
import { Kbd } from '../ui/kbd';
import { useShortcut } from '../use-shortcut';

/** The search box of the catalogue. `/` puts the focus there, Escape empties it. */
export function ProblemSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => input.current?.focus());
  return (
    <search className="relative w-full sm:w-96">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-faint" />
      <input
        ref={input}
        type="search"
        aria-label="Search problems"
        placeholder="Code, status or words: 412, refresh"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (value === '') input.current?.blur();
          else onChange('');
        }}
        className="h-8 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8 placeholder:text-faint"
      />
      <span aria-hidden className="absolute top-1.5 right-2 max-sm:hidden">
        {value === '' && <Kbd>/</Kbd>}
      </span>
    </search>
  );
}
