import { clsx } from 'clsx';
import { fractionAt, percent, type Tick, type TimeScale } from './time-scale';

/** The words of the common time axis, in UTC. For eyes only: names and table carry the times for everyone else. */
export function TimeAxis({ ticks, scale }: { ticks: readonly Tick[]; scale: TimeScale }) {
  return (
    <div aria-hidden className="tabular relative h-5 text-tiny">
      {ticks.map((tick) => {
        const at = fractionAt(scale, tick.at);
        return (
          <span
            key={tick.at}
            className={clsx(
              'absolute top-1 whitespace-nowrap',
              tick.major ? 'font-medium text-muted' : 'text-faint',
              at < 0.04 ? '' : at > 0.96 ? '-translate-x-full' : '-translate-x-1/2',
            )}
            style={{ left: percent(at) }}
          >
            {tick.label}
          </span>
        );
      })}
    </div>
  );
}
