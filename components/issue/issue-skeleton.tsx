import { Skeleton } from '../ui/skeleton';

/** What stands while an issue comes. */
export function IssueSkeleton() {
  return (
    <div role="status" aria-label="Opening the issue" className="grid gap-3">
      <Skeleton className="h-4 w-64" />
      <Skeleton className="h-7 w-full max-w-xl" />
      <Skeleton className="h-24" />
      <div className="grid gap-3 md:grid-cols-2">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
    </div>
  );
}
