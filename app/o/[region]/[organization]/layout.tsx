import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { DemoBar } from '@/components/demo-bar';
import { placeIcon } from '@/components/place-colour';
import { readEnvironment } from '@/lib/server/environment';

type Params = Promise<{ region: string; organization: string }>;

/** Gives the tab's picture the organization's colour. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { organization } = await params;
  return { icons: { icon: { url: placeIcon(decodeURIComponent(organization)), type: 'image/svg+xml' } } };
}

/** The frame of an organization's pages: on the sandbox it says that the data is made up. */
export default async function OrganizationLayout(props: { children: ReactNode; params: Params }) {
  const { region } = await props.params;
  if (region === 'sandbox' && !readEnvironment().sandboxEnabled) notFound();
  return (
    <>
      {region === 'sandbox' && <DemoBar />}
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
