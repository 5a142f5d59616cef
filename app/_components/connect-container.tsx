'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { ConnectForm } from '@/components/connect-form';
import { connectPath } from '@/components/return-path';
import { useConnecting } from './use-connecting';

/**
 * Connects at the address that needs it: nobody is led away, so nobody has to be led back, and no address of elsewhere
 * can be slipped in. `place` is what the address names; null where it names none, and then one of `regions` is chosen.
 * Whoever would rather paste something is led to the page for that, and back.
 */
export function ConnectContainer(props: {
  place: { readonly region: string; readonly organization: string } | null;
  regions?: readonly string[];
  onConnected: () => void;
}) {
  const { place, onConnected } = props;
  const regions = place === null ? (props.regions ?? []) : [place.region];
  const router = useRouter();
  const cache = useQueryClient();
  const path = usePathname();
  const query = useSearchParams().toString();
  const { wanted, failure, busy, change, connect } = useConnecting(
    place ?? { region: regions[0] ?? '', organization: '' },
    regions,
    () => {
      // What another token has read, or been refused, is not this one's; what this page shows, it asks for again.
      cache.removeQueries({ type: 'inactive' });
      onConnected();
      // The header lists connections.
      router.refresh();
    },
  );
  return (
    <div className="mx-auto w-full max-w-md rounded-lg border border-line bg-surface p-4">
      <ConnectForm
        place={place}
        regions={regions}
        wanted={wanted}
        onWanted={change}
        busy={busy}
        failure={failure}
        note="It is checked against Coveo and kept in an encrypted cookie of this browser. This page opens then, where the link leads."
        onConnect={connect}
      >
        <Link
          href={connectPath(query === '' ? path : `${path}?${query}`, place)}
          className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
        >
          Paste a URL, cURL or id instead
        </Link>
      </ConnectForm>
    </div>
  );
}
