import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SourceSkeleton } from '@/components/source-skeleton';
import { readEnvironment } from '@/lib/server/environment';
import { HealthContainer } from './_components/health-container';

type Params = Promise<{ region: string; organization: string; source: string }>;

/** Names source and organization; the browser puts the source's name in once it is known. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization, source } = await params;
  return { title: `${decodeURIComponent(source)} · ${decodeURIComponent(organization)} (${region})` };
}

/** The health and the timeline of one source. */
export default async function SourcePage({ params }: { params: Params }) {
  const { region, organization, source } = await params;
  return (
    <Suspense fallback={<SourceSkeleton />}>
      <HealthContainer
        region={region}
        organization={decodeURIComponent(organization)}
        source={decodeURIComponent(source)}
        demo={readEnvironment().sandboxEnabled}
      />
    </Suspense>
  );
}
