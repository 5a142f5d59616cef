'use client';

import type { ComponentProps } from 'react';
import { ApiFailure } from '@/components/api-failure';
import { ApiError } from '@/lib/queries/api-error';
import { ConnectContainer } from './connect-container';

/** Why a page of an organization shows nothing: what its query threw, with what connects to the organization. */
export function PageFailure({
  error,
  onWholeWindow = null,
  ...rest
}: Omit<ComponentProps<typeof ApiFailure>, 'problem' | 'connect' | 'onWholeWindow'> & {
  error: Error;
  onWholeWindow?: (() => void) | null;
}) {
  const { region, organization, onRetry } = rest;
  return (
    <ApiFailure
      {...rest}
      problem={error instanceof ApiError ? error.problem : null}
      onWholeWindow={onWholeWindow}
      connect={<ConnectContainer place={{ region, organization }} onConnected={onRetry} />}
    />
  );
}
