'use client';

import { Check, Link2 } from 'lucide-react';
import { Button } from './ui/button';
import { Kbd } from './ui/kbd';
import { useCopy } from './use-copy';
import { useShortcut } from './use-shortcut';

/** Copies the link to what a page shows, by its key `c` too. `link` gives it at the moment of copying. */
export function CopyLinkButton({ link, title }: { link: () => string; title?: string }) {
  const { state, copy } = useCopy();
  useShortcut('c', () => copy(link()));
  return (
    <Button onClick={() => copy(link())} title={title} aria-keyshortcuts="c">
      {state === 'copied' ? (
        <Check aria-hidden className="size-3.5 text-healthy" />
      ) : (
        <Link2 aria-hidden className="size-3.5" />
      )}
      {state === 'refused' ? 'The browser does not allow copying' : 'Copy link'}
      <span aria-hidden className="-mr-1 ml-0.5 max-sm:hidden">
        <Kbd>c</Kbd>
      </span>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Link copied' : ''}
      </span>
    </Button>
  );
}
