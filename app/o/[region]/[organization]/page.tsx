import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SourceListSkeleton } from '@/components/source-list-skeleton';
import { SourceListContainer } from './_components/source-list-container';

type Params = Promise<{ region: string; organization: string }>;

/** Names the organization, so that one tab is not taken for another. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization } = await params;
  return { title: `Sources of ${decodeURIComponent(organization)} (${region})` };
}

/** The Push sources of an organization, worst first. */
export default async function SourcesPage({ params }: { params: Params }) {
  const { region, organization } = await params;
  return (
    <Suspense fallback={<SourceListSkeleton />}>
      <SourceListContainer region={region} organization={decodeURIComponent(organization)} />
    </Suspense>
  );
}
