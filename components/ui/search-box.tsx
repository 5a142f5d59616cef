'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useRef } from 'react';
import { useShortcut } from '../use-shortcut';
import { Kbd } from './kbd';

/** The search box of a list. `/` puts the focus there, Escape empties it and then leaves it. */
export function SearchBox({
  label,
  placeholder = label,
  value,
  onChange,
  className,
}: {
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut('/', () => input.current?.focus());
  return (
    <search className={clsx('relative w-full', className)}>
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-faint" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
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
