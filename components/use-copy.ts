'use client';

import { useEffect, useState } from 'react';

/** Copies a text, and tells for two seconds how that went: the browser may refuse. */
export function useCopy(): {
  readonly state: 'ready' | 'copied' | 'refused';
  readonly copy: (text: string) => void;
} {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = (text: string) => {
    if (navigator.clipboard === undefined) return setState('refused');
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('refused'),
    );
  };
  return { state, copy };
}
