import { SourceSkeleton } from '@/components/source-skeleton';

/** What stands while the page comes. */
export default function Loading() {
  return <SourceSkeleton />;
}
