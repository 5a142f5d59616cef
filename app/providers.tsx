'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { Tooltip } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { ShownPlaceProvider } from '@/components/shown-place';

/**
 * What client components rely on: the query cache, the URL as state, tooltips, which organization is shown. Once their
 * buttons act, `data-interactive` stands on the document.
 */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // A scan costs calls to Coveo: it is repeated when somebody asks, not when a tab gets the focus.
          queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: false, networkMode: 'always' },
          // A browser without a network still reaches a Pushscope on its own machine.
          mutations: { networkMode: 'always' },
        },
      }),
  );
  useEffect(() => {
    document.documentElement.dataset.interactive = '';
  }, []);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <Tooltip.Provider delayDuration={150} skipDelayDuration={300}>
          <ShownPlaceProvider>{children}</ShownPlaceProvider>
        </Tooltip.Provider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
