'use client';

import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { WritingBar } from '@/components/act/writing-bar';
import { useNow } from '@/components/use-now';
import { switchWritingOff } from '@/lib/queries/act';

/** The bar of an organization in which writing is on: it goes when the hour is over, or when it is switched off. */
export function WritingBarContainer(props: { region: string; organization: string; until: string }) {
  const { region, organization, until } = props;
  const { refresh } = useRouter();
  const client = useQueryClient();
  const now = useNow(true);
  const isOver = now >= Date.parse(until);
  const { mutate, isPending } = useMutation({
    mutationFn: () => switchWritingOff(region, organization),
    onSettled: () => {
      refresh();
      return readAgain(client);
    },
  });
  useEffect(() => {
    if (isOver) void readAgain(client);
  }, [isOver, client]);
  if (isOver) return null;
  return <WritingBar organization={organization} until={until} busy={isPending} onOff={() => mutate()} />;
}

/** What tells the page whether writing is on. */
function readAgain(client: QueryClient): Promise<unknown> {
  return Promise.all(
    ['act', 'actions'].map((queryKey) => client.invalidateQueries({ queryKey: [queryKey] })),
  );
}
