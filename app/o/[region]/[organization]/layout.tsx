import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { DemoBar } from '@/components/demo-bar';
import { readEnvironment } from '@/lib/server/environment';

/** The frame of an organization's pages: on the sandbox it says that the data is made up. */
export default async function OrganizationLayout(props: {
  children: ReactNode;
  params: Promise<{ region: string; organization: string }>;
}) {
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
