import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SourceSkeleton } from '@/components/source-skeleton';
import { pageOrigin } from '@/lib/server/page-origin';
import { ReportContainer } from './_components/report-container';

type Params = Promise<{ region: string; organization: string; source: string }>;

/** Names source and organization; the browser puts the source's name in once it is known. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization, source } = await params;
  return {
    title: `Report of ${decodeURIComponent(source)} · ${decodeURIComponent(organization)} (${region})`,
  };
}

/** The report of a source: what was captured of it day by day, longer than Coveo keeps its logs. */
export default async function ReportRoute({ params }: { params: Params }) {
  const { region, organization, source } = await params;
  return (
    <Suspense fallback={<SourceSkeleton />}>
      <ReportContainer
        region={region}
        organization={decodeURIComponent(organization)}
        source={decodeURIComponent(source)}
        origin={await pageOrigin()}
      />
    </Suspense>
  );
}
