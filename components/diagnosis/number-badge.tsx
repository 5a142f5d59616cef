import { clsx } from 'clsx';

/** The number that ties a diagnosis to its characters in the text. */
export function NumberBadge({ number, active }: { number: number; active: boolean }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'tabular inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-full border px-1 font-semibold text-tiny',
        active
          ? 'border-transparent bg-degraded text-surface'
          : 'border-degraded-line bg-degraded-soft text-degraded',
      )}
    >
      {number}
    </span>
  );
}
