'use client';

import { Check, Copy } from 'lucide-react';
import { IconButton } from './ui/icon-button';
import { useCopy } from './use-copy';

/** Copies a text; `what` names it ("source id"). Says so when the browser refuses. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { state, copy } = useCopy();
  const label = { ready: `Copy ${what}`, copied: 'Copied', refused: 'The browser does not allow copying' }[
    state
  ];
  return (
    <IconButton label={label} onClick={() => copy(text)} className="size-6">
      {state === 'copied' ? (
        <Check aria-hidden className="size-3.5 text-healthy" />
      ) : (
        <Copy aria-hidden className="size-3.5" />
      )}
      <span role="status" className="sr-only">
        {state === 'ready' ? '' : label}
      </span>
    </IconButton>
  );
}
