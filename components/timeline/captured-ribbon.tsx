import { clsx } from 'clsx';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import { formatStretch } from '@/lib/health/report/stretch-words';
import { inside, outside } from '@/lib/health/report/stretches';
import type { CapturedTime } from '@/lib/timeline/timeline';
import { fractionAt, percent, type TimeScale } from './time-scale';
import { UNREAD_HATCH } from './unread-hatch';

/** A part narrower than this share of the width has no room for its words. */
const LABEL_SHARE = 0.12;

/** Above the lanes, where their counts come from: captured by day, from the live logs, or not observed. */
export function CapturedRibbon(props: { captured: CapturedTime; window: TimeWindow; scale: TimeScale }) {
  const { captured, window, scale } = props;
  const stretches = inside(captured.stretches, window);
  const unobserved = inside(captured.unobserved, window);
  const live = outside([...stretches, ...unobserved], window);
  const parts = [
    ...live.map((part) => ({ part, words: 'live logs', look: 'border-line-strong bg-sunken text-muted' })),
    ...stretches.map((part) => ({
      part,
      words: 'captured, by day',
      look: 'border-accent bg-accent-soft text-accent',
    })),
    ...unobserved.map((part) => ({
      part,
      words: 'not observed',
      look: `border-line bg-surface text-muted ${UNREAD_HATCH}`,
    })),
  ];
  const name = parts.map(({ part, words }) => `${words} ${formatStretch(part)}`).join('; ');
  return (
    <div className="lg:pl-[var(--gutter)]">
      <div role="img" aria-label={`Where the counts come from: ${name}`} className="relative h-5 text-tiny">
        {parts.map(({ part, words, look }) => {
          const from = fractionAt(scale, toMs(part.from));
          const share = fractionAt(scale, toMs(part.to)) - from;
          return (
            <div
              key={`${words}${part.from}`}
              title={`${words}: ${formatStretch(part)}`}
              className={clsx('absolute inset-y-0 overflow-hidden rounded-xs border text-center', look)}
              style={{ left: percent(from), width: percent(share) }}
            >
              {share > LABEL_SHARE && (
                <span className={clsx('rounded-xs px-1', words === 'not observed' && 'bg-surface')}>
                  {words}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
