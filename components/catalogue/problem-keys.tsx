'use client';

import { type ReactNode, useRef } from 'react';
import { useShortcut } from '../use-shortcut';

/** Moves the focus along the links of all lists inside: `j` and `k`, and the arrows. */
export function ProblemKeys({ children }: { children: ReactNode }) {
  const lists = useRef<HTMLDivElement>(null);
  const step = (delta: number) => {
    const links = [...(lists.current?.querySelectorAll<HTMLElement>('li a') ?? [])];
    const at = links.findIndex((link) => link.matches(':focus'));
    const next = at === -1 ? (delta > 0 ? 0 : links.length - 1) : at + delta;
    links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
  };
  useShortcut('j', () => step(1));
  useShortcut('k', () => step(-1));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows move along links, which are reached by Tab too.
    <div
      ref={lists}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        step(event.key === 'ArrowDown' ? 1 : -1);
      }}
      className="grid gap-5"
    >
      {children}
    </div>
  );
}
