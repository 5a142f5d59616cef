'use client';

import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useShortcut } from './use-shortcut';

/** Lists of links to pages of one kind, which `label` names: `j` and `k` move along all of them, and inside the arrows. */
export function SteppedLinks({ label, children }: { label: string; children: ReactNode }) {
  const lists = useRef<HTMLElement>(null);
  const step = (delta: number) => {
    const links = [...(lists.current?.querySelectorAll<HTMLElement>('li a') ?? [])];
    const at = links.findIndex((link) => link.matches(':focus'));
    const next = at === -1 ? (delta > 0 ? 0 : links.length - 1) : at + delta;
    links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
  };
  useShortcut('j', () => step(1));
  useShortcut('k', () => step(-1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <nav ref={lists} aria-label={label} onKeyDown={onKeyDown} className="grid gap-5">
      {children}
    </nav>
  );
}
