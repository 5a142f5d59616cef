'use client';

import { useEffect, useEffectEvent } from 'react';

const SEQUENCE_MS = 1000;

const acting: string[] = [];

/**
 * Calls `act` when a key, or two keys one after the other ("g s"), are pressed outside of fields and dialogs. Keys with
 * Ctrl, Alt or Meta belong to the browser. While they act, the keys stand in `data-shortcuts` of the document, with commas
 * between: parts of a page begin one after the other.
 */
export function useShortcut(keys: string, act: (event: KeyboardEvent) => void): void {
  const run = useEffectEvent(act);
  useEffect(() => {
    const [first, second] = keys.split(' ');
    let armedAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
      if (second === undefined) {
        if (event.key !== first) return;
      } else {
        const armed = armedAt > 0 && event.timeStamp - armedAt < SEQUENCE_MS;
        armedAt = event.key === first ? event.timeStamp : 0;
        if (!armed || event.key !== second) return;
      }
      event.preventDefault();
      run(event);
    };
    document.addEventListener('keydown', onKey);
    acting.push(keys);
    tellActing();
    return () => {
      document.removeEventListener('keydown', onKey);
      acting.splice(acting.indexOf(keys), 1);
      tellActing();
    };
  }, [keys]);
}

function tellActing(): void {
  document.documentElement.dataset.shortcuts = [...new Set(acting)].join(',');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
