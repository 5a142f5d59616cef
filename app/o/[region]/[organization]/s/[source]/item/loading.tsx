import { ItemSkeleton } from '@/components/item/item-skeleton';

/** What stands while the page comes. */
export default function Loading() {
  return <ItemSkeleton />;
}
