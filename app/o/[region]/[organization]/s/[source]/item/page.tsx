import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ItemSkeleton } from '@/components/item/item-skeleton';
import { ItemContainer } from './_components/item-container';

type Params = Promise<{ region: string; organization: string; source: string }>;

/** Names source and organization: an item's URI has no place in the titles of a history. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization, source } = await params;
  return {
    title: `Item of ${decodeURIComponent(source)} · ${decodeURIComponent(organization)} (${region})`,
  };
}

/** One item of a source, explained; or those that a search finds. */
export default async function ItemPage({ params }: { params: Params }) {
  const { region, organization, source } = await params;
  return (
    <Suspense fallback={<ItemSkeleton />}>
      <ItemContainer
        region={region}
        organization={decodeURIComponent(organization)}
        source={decodeURIComponent(source)}
      />
    </Suspense>
  );
}
