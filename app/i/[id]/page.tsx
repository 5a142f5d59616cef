import type { Metadata } from 'next';
import { Suspense } from 'react';
import { IssueSkeleton } from '@/components/issue/issue-skeleton';
import { openRegions } from '@/lib/server/connect';

import { writingPlaces } from '@/lib/server/writing';

import { IssueContainer } from './_components/issue-container';

type Params = Promise<{ id: string }>;

/** Names the id only: whether there is such an issue is for whoever may see it. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { id } = await params;
  return { title: `Issue ${decodeURIComponent(id)}` };
}

/** One issue, by its permanent link. */
export default async function IssuePage({ params }: { params: Params }) {
  const { id } = await params;
  return (
    <Suspense fallback={<IssueSkeleton />}>
      <IssueContainer id={decodeURIComponent(id)} writing={await writingPlaces()} regions={openRegions()} />
    </Suspense>
  );
}
