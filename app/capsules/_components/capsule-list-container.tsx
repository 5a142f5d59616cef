'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { CapsuleTable } from '@/components/capsule/capsule-table';
import { EmptyState } from '@/components/empty-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { ApiError } from '@/lib/queries/api-error';
import { capsulesQuery, revokeCapsule } from '@/lib/queries/capsules';

/** Lists what was preserved from the organizations that the browser is connected to, and revokes it. */
export function CapsuleListContainer() {
  const client = useQueryClient();
  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    capsulesQuery(),
  );
  const revoking = useMutation({
    mutationFn: (id: string) => revokeCapsule(id, null),
    onSettled: () => client.invalidateQueries({ queryKey: capsulesQuery().queryKey }),
  });
  if (isPending) {
    return (
      <div role="status" aria-label="Reading the list">
        <Skeleton className="h-40 w-full" />
      </div>
    );
  }
  if (data === undefined) {
    return (
      <div role="alert" className="rounded-lg border border-degraded-line bg-degraded-soft">
        <EmptyState title="The list could not be read" text={detailOf(error)}>
          <Button onClick={() => void refetch()}>Try again</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {revoking.error !== null && (
        <p role="alert" className="text-failing">
          {detailOf(revoking.error)}
        </p>
      )}
      <CapsuleTable
        places={data.pages[0]?.places ?? []}
        capsules={data.pages.flatMap((page) => page.capsules)}
        revoking={revoking.isPending ? revoking.variables : null}
        onRevoke={(id) => revoking.mutate(id)}
      />
      {error !== null && (
        <p role="alert" className="text-failing">
          {detailOf(error)}
        </p>
      )}
      {hasNextPage && (
        <p>
          <Button onClick={() => void fetchNextPage()} busy={isFetching}>
            {isFetching ? 'Reading…' : 'Older copies'}
          </Button>
        </p>
      )}
    </>
  );
}

function detailOf(error: Error | null): string {
  return error instanceof ApiError ? error.problem.detail : 'This page broke.';
}
