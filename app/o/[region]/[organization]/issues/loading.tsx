import { SourceListSkeleton } from '@/components/source-list-skeleton';

/** What stands while the page comes. */
export default function Loading() {
  return <SourceListSkeleton />;
}
