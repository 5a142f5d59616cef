import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { SandboxGuide } from '@/components/sandbox-guide/sandbox-guide';
import { operations } from '@/lib/sandbox/operations';
import { DEMO_ID, DEMO_KEY } from '@/lib/sandbox/organizations';
import { scenarioNames } from '@/lib/sandbox/scenarios/scenarios';
import { readEnvironment } from '@/lib/server/environment';
import { isOverHttps } from '@/lib/server/over-https';

export const metadata: Metadata = { title: 'The sandbox' };

/** What stands at `/sandbox` for a browser: the sandbox explained. Where it is switched off, there is nothing. */
export default async function SandboxGuidePage() {
  const { sandboxEnabled, sandboxUrl } = readEnvironment();
  if (!sandboxEnabled) notFound();
  const address = {
    base: seenFrom(await headers()) ?? sandboxUrl,
    organization: DEMO_ID,
    key: DEMO_KEY,
  };
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
    >
      <SandboxGuide address={address} scenarios={scenarioNames} operations={operations} />
    </main>
  );
}

/** The sandbox's address as the reader's browser reaches it; null where its headers do not say. */
function seenFrom(asked: Headers): string | null {
  const host = asked.get('host') ?? '';
  const protocol = isOverHttps(asked) ? 'https' : 'http';
  return /^[\w.-]+(?::\d+)?$|^\[[\da-f:]+\](?::\d+)?$/i.test(host) ? `${protocol}://${host}/sandbox` : null;
}
