'use client';

import { useMutation } from '@tanstack/react-query';
import { ConnectForm } from '@/components/connect-form';
import { ApiError } from '@/lib/queries/api-error';
import { connectTo } from '@/lib/queries/connections';

/**
 * Connects at the address that needs it: nobody is led away, so nobody has to be led back, and no address of elsewhere
 * can be slipped in. `place` is what the address names; null where it names none.
 */
export function ConnectContainer(props: {
  place: { readonly region: string; readonly organization: string } | null;
  onConnected: () => void;
}) {
  const { place, onConnected } = props;
  // Nothing of it is kept once the form has gone: what was sent holds the token.
  const { mutate, isPending, error } = useMutation({
    mutationFn: connectTo,
    onSuccess: onConnected,
    gcTime: 0,
  });
  return (
    <ConnectForm
      place={place}
      busy={isPending}
      failure={error === null ? null : error instanceof ApiError ? error.problem.detail : 'This page broke.'}
      onConnect={(filled) => mutate(filled)}
    />
  );
}
