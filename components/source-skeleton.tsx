import { Skeleton } from './ui/skeleton';

/** The shape of a source's page while it is read for the first time. */
export function SourceSkeleton() {
  return (
    <div aria-hidden className="grid gap-3">
      <Skeleton className="h-16" />
      <Skeleton className="h-32" />
      <Skeleton className="h-28" />
      <Skeleton className="h-72" />
    </div>
  );
}
