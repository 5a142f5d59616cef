import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { NarrowKey } from '@/components/connect/narrow-key';
import { TokenNotes } from '@/components/connect/token-notes';
import { returnPath } from '@/components/return-path';
import { Panel } from '@/components/ui/panel';
import { neededPrivileges } from '@/lib/health/connection/connection-lines';
import { PROBLEMS } from '@/lib/problems/problems';
import { openRegions } from '@/lib/server/connect';
import { listConnections } from '@/lib/server/list-connections';
import { ConnectPageContainer } from './_components/connect-page-container';

export const metadata: Metadata = { title: 'Connect' };

type Query = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** Where one connects to an organization, has a connection checked, and forgets one. */
export default async function ConnectPage({ searchParams }: { searchParams: Query }) {
  const { region, organization, to } = await searchParams;
  const regions = openRegions();
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
    >
      <header>
        <h1 className="font-semibold text-lg tracking-tight">Connect to an organization</h1>
        <p className="max-w-3xl text-pretty text-muted">
          With a token of your own: Coveo decides what it may see, and Pushscope reads only, until somebody
          switches writing on.
        </p>
      </header>
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <ConnectPageContainer
          regions={regions}
          connections={await listConnections((await cookies()).getAll())}
          begin={{
            region: regions.find((known) => known === region) ?? regions[0] ?? 'us',
            organization: typeof organization === 'string' ? organization.slice(0, 100) : '',
          }}
          to={returnPath(typeof to === 'string' ? to : null)}
        />
        <div className="grid gap-3">
          <Panel id="narrow" title="The key to make">
            <div className="px-4 py-3">
              <NarrowKey needed={neededPrivileges(PROBLEMS)} />
            </div>
          </Panel>
          <Panel id="token" title="What becomes of the token">
            <div className="px-4 py-3">
              <TokenNotes />
            </div>
          </Panel>
        </div>
      </div>
    </main>
  );
}
