'use client';

import { Lock, PencilLine } from 'lucide-react';
import { Moment } from '../moment';
import { Button } from '../ui/button';

/** Whether anything can be changed at Coveo from here; read-only unless somebody switched writing on. */
export function WritingPanel(props: {
  organization: string;
  until: string | null;
  /** A canary is under way: its deletion is sent all the same. */
  canary: boolean;
  busy: boolean;
  onOn: () => void;
  onOff: () => void;
}) {
  const { organization, until, canary, busy, onOn, onOff } = props;
  const Icon = until === null ? Lock : PencilLine;
  return (
    <section
      aria-label="Writing"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3"
    >
      <Icon aria-hidden className={until === null ? 'size-5 text-muted' : 'size-5 text-degraded'} />
      <p role="status" className="min-w-0 flex-1 basis-60 text-pretty">
        {until === null ? (
          <>
            <strong className="font-semibold">Read-only.</strong>{' '}
            {canary
              ? 'Nothing new is sent that changes anything at Coveo. The canary under way goes on, so that it is deleted.'
              : 'Nothing is sent that changes anything at Coveo.'}{' '}
            Switching writing on sends nothing either: each action below has a button of its own.
          </>
        ) : (
          <>
            <strong className="font-semibold">Writing is on</strong> for {organization} in this browser, until{' '}
            <Moment iso={until} />. Each action is sent by its own button only.
          </>
        )}
      </p>
      {until === null ? (
        <Button kind="primary" onClick={onOn} busy={busy}>
          Switch writing on for an hour
        </Button>
      ) : (
        <Button onClick={onOff} busy={busy}>
          Switch off
        </Button>
      )}
    </section>
  );
}
