import { clsx } from 'clsx';

/** A grey stand-in for what is still being read. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('animate-pulse rounded bg-sunken', className)} />;
}
