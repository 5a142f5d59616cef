'use client';

import { Hourglass } from 'lucide-react';
import { toMs } from '@/lib/evidence/time';
import { Moment } from '../moment';
import { timeLeft } from './time-left';

/** How long Coveo still has the newest rows of an issue: it keeps them for 14 days (article 1864). `now`: epoch ms. */
export function LiveLogs({ until, now }: { until: string; now: number }) {
  const left = toMs(until) - now;
  return (
    <p className="flex items-start gap-1.5 text-xs leading-5">
      <Hourglass aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
      {left > 0 ? (
        <span>
          Coveo keeps the newest rows for{' '}
          <strong className="tabular whitespace-nowrap font-semibold">{timeLeft(left)}</strong> more, until{' '}
          <Moment iso={until} />.
        </span>
      ) : (
        <span>
          Coveo has dropped the newest rows since <Moment iso={until} />. What was seen is kept below.
        </span>
      )}
    </p>
  );
}
