'use client';

import { Check, type LucideIcon } from 'lucide-react';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useCopy } from '../use-copy';
import { useShortcut } from '../use-shortcut';

/** A button that copies what `text` gives at that moment, by its key too. Says so when the browser refuses. */
export function CopyChoice(props: {
  label: string;
  icon: LucideIcon;
  /** As a keyboard event names it: `C` is Shift and c. */
  shortcut: string;
  text: () => string;
}) {
  const { label, icon: Icon, shortcut, text } = props;
  const { state, copy } = useCopy();
  useShortcut(shortcut, () => copy(text()));
  const isShifted = shortcut !== shortcut.toLowerCase();
  return (
    <Button
      onClick={() => copy(text())}
      aria-keyshortcuts={isShifted ? `Shift+${shortcut}` : shortcut}
      className="w-full justify-start"
    >
      {state === 'copied' ? (
        <Check aria-hidden className="size-3.5 text-healthy" />
      ) : (
        <Icon aria-hidden className="size-3.5 text-faint" />
      )}
      {state === 'refused' ? 'The browser does not allow copying' : label}
      <span aria-hidden className="-mr-1 ml-auto flex gap-1 pl-2 max-sm:hidden">
        {isShifted && <Kbd>⇧</Kbd>}
        <Kbd>{shortcut.toLowerCase()}</Kbd>
      </span>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </Button>
  );
}
