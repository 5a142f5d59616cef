'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { RevokeForm } from '@/components/capsule/revoke-form';
import { ApiError } from '@/lib/queries/api-error';
import { revokeCapsule } from '@/lib/queries/capsules';

/** Revokes a diagnosis that was saved without a connection, by the key that was shown then. */
export function RevokePanel({ id }: { id: string }) {
  const router = useRouter();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (key: string) => revokeCapsule(id, key),
    onSuccess: () => router.refresh(),
  });
  return <RevokeForm busy={isPending} failure={failureOf(error)} onRevoke={(key) => mutate(key)} />;
}

function failureOf(error: Error | null): string | null {
  if (error === null) return null;
  if (!(error instanceof ApiError)) return 'It could not be revoked: this page broke.';
  return error.problem.status === 403 ? 'That is not the key of this copy.' : error.problem.detail;
}
