'use client';

import { Check, type LucideIcon } from 'lucide-react';
import { Button } from './ui/button';
import { useCopy } from './use-copy';

/** A button with a word that copies what `text` gives at that moment. Says so when the browser refuses. */
export function CopyTextButton(props: {
  label: string;
  icon: LucideIcon;
  kind?: 'plain' | 'quiet';
  text: () => string;
}) {
  const { label, icon: Icon, kind = 'plain', text } = props;
  const { state, copy } = useCopy();
  return (
    <Button kind={kind} onClick={() => copy(text())}>
      {state === 'copied' ? (
        <Check aria-hidden className="size-3.5 text-healthy" />
      ) : (
        <Icon aria-hidden className="size-3.5" />
      )}
      {state === 'refused' ? 'The browser does not allow copying' : label}
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </Button>
  );
}
