'use client';

import { useSyncExternalStore } from 'react';

/**
 * A text that this browser remembers under a name; null where there is none yet, and where the browser keeps nothing.
 * What other tabs change is taken over.
 */
export function useRemembered(name: string): readonly [string | null, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  );
  return [value, (next) => remember(name, next)];
}

const CHANGED = 'pushscope-remembered';

function subscribe(changed: () => void): () => void {
  window.addEventListener('storage', changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener('storage', changed);
    window.removeEventListener(CHANGED, changed);
  };
}

/** Texts of this visit, for browsers that keep nothing. */
const visit = new Map<string, string>();

function read(name: string): string | null {
  const kept = visit.get(name) ?? null;
  try {
    return window.localStorage.getItem(name) ?? kept;
  } catch {
    return kept;
  }
}

function remember(name: string, value: string): void {
  visit.set(name, value);
  try {
    window.localStorage.setItem(name, value);
  } catch {
    // Private windows may refuse: then it is remembered until the page is left.
  }
  window.dispatchEvent(new Event(CHANGED));
}
