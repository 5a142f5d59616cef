import { Skeleton } from './ui/skeleton';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** The shape of the list of sources while it is read for the first time. */
export function SourceListSkeleton() {
  return (
    <div aria-hidden className="grid gap-2">
      <Skeleton className="h-9 w-72" />
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </div>
  );
}
