'use client';

import { useMutation } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import { PreserveDialog } from '@/components/capsule/preserve-dialog';
import { Button } from '@/components/ui/button';
import { ApiError } from '@/lib/queries/api-error';
import { type Preservable, type PreserveChoice, preserveCapsule } from '@/lib/queries/capsules';

/**
 * Preserves what is shown under a link for people without access. `what` gives it at the moment of preserving; `owners`
 * are the organizations to choose from where it belongs to none by itself, the likeliest first.
 */
export function PreserveButton(props: {
  label: string;
  text: string;
  what: () => Preservable;
  owners?: readonly { readonly region: string; readonly organization: string }[];
}) {
  const { label, text, what, owners = [] } = props;
  const [open, setOpen] = useState(false);
  const { mutate, reset, isPending, error, data } = useMutation({
    mutationFn: (choice: PreserveChoice) => preserveCapsule(what(), choice),
  });
  return (
    <>
      <Button
        onClick={() => {
          reset();
          setOpen(true);
        }}
      >
        <Archive aria-hidden className="size-3.5" />
        {label}
      </Button>
      <PreserveDialog
        open={open}
        text={text}
        busy={isPending}
        failure={error === null ? null : failureOf(error)}
        made={data ?? null}
        origin={open ? window.location.origin : ''}
        owners={owners}
        onPreserve={(choice) => mutate(choice)}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

function failureOf(error: Error): string {
  return error instanceof ApiError ? error.problem.detail : 'It could not be preserved: this page broke.';
}
