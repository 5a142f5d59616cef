import { Skeleton } from '../ui/skeleton';

/** The shape of an item's page while its rows are read. */
export function ItemSkeleton() {
  return (
    <div aria-hidden className="grid gap-3">
      <Skeleton className="h-32" />
      <Skeleton className="h-96" />
      <Skeleton className="h-48" />
    </div>
  );
}
