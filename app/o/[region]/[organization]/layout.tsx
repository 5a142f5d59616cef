import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { DemoBar } from '@/components/demo-bar';
import { placeIcon } from '@/components/place-colour';
import { readEnvironment } from '@/lib/server/environment';
import { writingPlaces } from '@/lib/server/writing';
import { WritingBarContainer } from './_components/writing-bar-container';

type Params = Promise<{ region: string; organization: string }>;

/** Gives the tab's picture the organization's colour. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { organization } = await params;
  return { icons: { icon: { url: placeIcon(decodeURIComponent(organization)), type: 'image/svg+xml' } } };
}

/** The frame of an organization's pages: it says that the sandbox's data is made up, and that writing is on where it is. */
export default async function OrganizationLayout(props: { children: ReactNode; params: Params }) {
  const { region, organization } = await props.params;
  if (region === 'sandbox' && !readEnvironment().sandboxEnabled) notFound();
  const name = decodeURIComponent(organization);
  const writing = (await writingPlaces()).find(
    (place) => place.region === region && place.organization === name,
  );
  return (
    <>
      {region === 'sandbox' && <DemoBar />}
      {writing !== undefined && <WritingBarContainer {...writing} />}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
      >
        {props.children}
      </main>
    </>
  );
}
