import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ItemSkeleton } from '@/components/item/item-skeleton';
import { ActContainer } from './_components/act-container';

type Params = Promise<{ region: string; organization: string; source: string }>;

/** Names source and organization. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization, source } = await params;
  return {
    title: `Act on ${decodeURIComponent(source)} · ${decodeURIComponent(organization)} (${region})`,
  };
}

/** What can be done at Coveo about a source, each with its exact request before it is sent. */
export default async function ActPage({ params }: { params: Params }) {
  const { region, organization, source } = await params;
  return (
    <Suspense fallback={<ItemSkeleton />}>
      <ActContainer
        region={region}
        organization={decodeURIComponent(organization)}
        source={decodeURIComponent(source)}
      />
    </Suspense>
  );
}
