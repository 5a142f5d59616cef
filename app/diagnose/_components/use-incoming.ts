'use client';

import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

/** What came in: files, or a text. `into` says whether it was pasted into the box itself. */
export type Incoming =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Takes what is pasted outside of the box, or dropped, anywhere on the page. `onPasteInBox` decides about a text pasted
 * into the box: true when it took it. Returns whether something is being dragged over the page.
 */
export function useIncoming(
  box: RefObject<HTMLTextAreaElement | null>,
  onIncoming: (incoming: Incoming) => void,
  onPasteInBox: (text: string) => boolean,
): boolean {
  const [dragging, setDragging] = useState(false);
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
    const incoming = incomingOf(event.clipboardData);
    if (incoming === null) return;
    const inBox = event.target === box.current;
    if (inBox && incoming.kind === 'text' && !onPasteInBox(incoming.text)) return;
    event.preventDefault();
    if (!inBox || incoming.kind === 'files') onIncoming(incoming);
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    const incoming = incomingOf(event.dataTransfer);
    if (incoming !== null) onIncoming(incoming);
  });
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent) => {
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    document.addEventListener('paste', onPaste, { signal });
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('drop', onDrop, { signal });
    return () => listening.abort();
  }, []);
  return dragging;
}

function incomingOf(data: DataTransfer | null): Incoming | null {
  if (data === null) return null;
  if (data.files.length > 0) return { kind: 'files', files: [...data.files] };
  const text = data.getData('text/plain');
  return text === '' ? null : { kind: 'text', text };
}
