'use client';

import { Search } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { ItemMatch } from '@/lib/evidence/item-observation';
import type { ItemTarget } from '@/lib/health/item/item-path';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useShortcut } from '../use-shortcut';

const MATCHES: readonly { readonly value: ItemMatch; readonly label: string; readonly help: string }[] = [
  { value: 'exact', label: 'Exact', help: 'The whole URI, as it was pushed.' },
  { value: 'substring', label: 'Part', help: 'Every URI that holds it, as it is written.' },
  {
    value: 'wildcard',
    label: 'Pattern',
    help: 'The whole URI, with * for one or more characters and ? for one.',
  },
];

/**
 * Asks for an item by its URI: exactly, by a part, or by a pattern. `/` puts the focus there, Escape out of it. Give it
 * a `key` of the target, so that it follows the address.
 */
export function ItemSearchForm({
  target,
  onSearch,
}: {
  target: ItemTarget;
  onSearch: (target: ItemTarget) => void;
}) {
  const [uri, setUri] = useState(target.uri);
  const [match, setMatch] = useState(target.match);
  const input = useRef<HTMLInputElement>(null);
  const helpId = useId();
  useShortcut('/', () => {
    input.current?.focus();
    input.current?.select();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (uri.trim() !== '') onSearch({ uri: uri.trim(), match });
  };
  return (
    <search>
      <form onSubmit={submit} className="grid gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <span className="relative min-w-0 flex-[1_1_20rem]">
            <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-faint" />
            <input
              ref={input}
              type="search"
              aria-label="Item URI"
              aria-describedby={helpId}
              placeholder="https://…"
              value={uri}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setUri(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.preventDefault();
                input.current?.blur();
              }}
              className="h-8 w-full rounded-md border border-line-strong bg-surface pr-8 pl-8 font-mono text-xs placeholder:text-faint"
            />
            <span aria-hidden className="absolute top-1.5 right-2 max-sm:hidden">
              {uri === '' && <Kbd>/</Kbd>}
            </span>
          </span>
          <fieldset className="flex gap-1">
            <legend className="sr-only">How it is matched</legend>
            {MATCHES.map(({ value, label, help }) => (
              <label
                key={value}
                title={help}
                className="inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-md border border-line px-2 text-xs hover:bg-hover has-checked:border-line-strong has-checked:bg-surface has-checked:font-medium"
              >
                <input
                  type="radio"
                  name="match"
                  value={value}
                  checked={match === value}
                  onChange={() => setMatch(value)}
                  className="accent-[var(--accent)]"
                />
                {label}
              </label>
            ))}
          </fieldset>
          <Button type="submit" kind="primary" className="h-8">
            Look up
          </Button>
        </div>
        <p id={helpId} className="text-faint text-xs">
          {MATCHES.find(({ value }) => value === match)?.help} Rows of the last 14 days are read.
        </p>
      </form>
    </search>
  );
}
