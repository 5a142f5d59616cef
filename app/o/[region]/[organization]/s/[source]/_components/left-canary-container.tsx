'use client';

import { LeftCanaryNotice } from '@/components/act/left-canary-notice';
import type { ItemPlace } from '@/lib/health/item/item-path';
import { useLeftCanary } from './use-left-canary';

/**
 * Says on a page of a source that a canary was left there, and has it taken up again where writing is on. With `issue`:
 * only one that was pushed for it. `enabled`: the source can be asked for.
 */
export function LeftCanaryContainer(props: { place: ItemPlace; issue?: string; enabled: boolean }) {
  const { place, issue, enabled } = props;
  const { left, writing, failure } = useLeftCanary(place, enabled).canary;
  if (left === null || (issue !== undefined && left.issue !== issue)) return null;
  return <LeftCanaryNotice place={place} action={left} writing={writing} failure={failure} />;
}
