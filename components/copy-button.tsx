'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './ui/icon-button';

/** Copies a text; `what` names it ("source id"). Says so when the browser refuses. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    if (navigator.clipboard === undefined) return setState('refused');
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  const label = { ready: `Copy ${what}`, copied: 'Copied', refused: 'The browser does not allow copying' }[
    state
  ];
  return (
    <IconButton label={label} onClick={copy} className="size-6">
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
