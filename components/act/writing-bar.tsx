'use client';

import { PencilLine } from 'lucide-react';
import { Moment } from '../moment';
import { Button } from '../ui/button';

/** Says on every page of an organization that writing is on, until when, and switches it off by one press. */
export function WritingBar(props: { organization: string; until: string; busy: boolean; onOff: () => void }) {
  const { organization, until, busy, onOff } = props;
  return (
    <aside
      aria-label="Writing is on"
      className="border-degraded-line border-b bg-degraded-soft text-degraded"
    >
      <p className="mx-auto flex min-h-8 max-w-[90rem] items-center gap-x-2 px-4 py-1 text-xs sm:px-6">
        <PencilLine aria-hidden className="size-3.5 shrink-0" />
        <span className="min-w-0 flex-1">
          <strong className="font-semibold">Writing is on</strong> for {organization} in this browser, until{' '}
          <Moment iso={until} />.
        </span>
        <Button onClick={onOff} busy={busy} className="h-6">
          Switch off
        </Button>
      </p>
    </aside>
  );
}
