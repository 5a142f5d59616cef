import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SourceListSkeleton } from '@/components/source-list-skeleton';
import { PROBLEMS } from '@/lib/problems/problems';
import { IssueListContainer } from './_components/issue-list-container';

type Params = Promise<{ region: string; organization: string }>;

/** Names the organization, so that one tab is not taken for another. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { region, organization } = await params;
  return { title: `Issues of ${decodeURIComponent(organization)} (${region})` };
}

/** The issues of an organization, last seen first. */
export default async function IssuesPage({ params }: { params: Params }) {
  const { region, organization } = await params;
  const problems = PROBLEMS.filter(({ live }) => live !== undefined).map(({ id, words }) => ({
    value: id,
    label: words.title.replaceAll('`', ''),
  }));
  return (
    <Suspense fallback={<SourceListSkeleton />}>
      <IssueListContainer
        region={region}
        organization={decodeURIComponent(organization)}
        problems={problems}
      />
    </Suspense>
  );
}
