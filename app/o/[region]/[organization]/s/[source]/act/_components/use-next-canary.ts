import { useState } from 'react';
import type { SourceAction } from '@/lib/health/act/source-action';

/**
 * The id that the next canary will have. Each reading offers another one (`offered`); the one that is on screen stays
 * until it was used, so that the request that somebody has read is the one that is sent.
 */
export function useNextCanary(offered: string, canaries: readonly SourceAction[]): string {
  const [next, setNext] = useState(offered);
  const isUsed = (wanted: string) => canaries.some(({ id }) => id === wanted);
  if (next === offered || !isUsed(next) || isUsed(offered)) return next;
  setNext(offered);
  return offered;
}
