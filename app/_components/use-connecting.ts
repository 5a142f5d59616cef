'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConnectFailure } from '@/components/connect-form';
import type { ConnectionReport } from '@/lib/health/connection/connection-report';
import { type ConnectionWanted, connectionMistake } from '@/lib/health/connection/connection-wanted';
import { ApiError } from '@/lib/queries/api-error';
import { connectTo } from '@/lib/queries/connections';

/** What was filled in to connect with, and what comes of sending it: a failure beside its field, or a report. */
export function useConnecting(
  begin: Omit<ConnectionWanted, 'token'>,
  regions: readonly string[],
  onConnected: (report: ConnectionReport) => void,
) {
  const [wanted, setWanted] = useState<ConnectionWanted>({ ...begin, token: '' });
  const [failure, setFailure] = useState<ConnectFailure | null>(null);
  // Nothing of it is kept once the form has gone: what was sent holds the token.
  const { mutate, isPending } = useMutation({
    mutationFn: connectTo,
    onSuccess: (report) => {
      setWanted({ ...wanted, token: '' });
      onConnected(report);
    },
    onError: (error) => setFailure(failureOf(error)),
    gcTime: 0,
  });
  return {
    wanted,
    failure,
    busy: isPending,
    change: (changed: ConnectionWanted) => {
      setFailure(null);
      setWanted(changed);
    },
    connect: () => {
      const mistake = connectionMistake(wanted, regions);
      setFailure(mistake);
      if (mistake === null) mutate(wanted);
    },
  };
}

/** Where what the server says belongs: it looks at the rest before Coveo is asked, as the form does. */
function failureOf(error: Error): ConnectFailure {
  if (!(error instanceof ApiError)) return { field: null, text: 'This page broke. Load it again.' };
  const { status, detail } = error.problem;
  return { field: status === 403 ? 'token' : status === 404 ? 'organization' : null, text: detail };
}
