'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useConnecting } from '@/app/_components/use-connecting';
import { ConnectionTable } from '@/components/connect/connection-table';
import { HintBox } from '@/components/connect/hint-box';
import { LineList } from '@/components/connect/line-list';
import { ConnectForm } from '@/components/connect-form';
import { PlaceMark } from '@/components/place-mark';
import type { Connected } from '@/components/place-menu';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { ConnectionReport } from '@/lib/health/connection/connection-report';
import { type ConnectionHint, readConnectionHint, sourceMismatch } from '@/lib/paste/connection-hint';
import { ApiError } from '@/lib/queries/api-error';
import { checkConnection, forgetConnection } from '@/lib/queries/connections';

/** A report, and how it came about. */
interface Found {
  readonly report: ConnectionReport;
  readonly made: boolean;
}

/**
 * Connects, checks and forgets. `to` is the address within Pushscope that one came from, and ends at once connected;
 * null: what was found is shown.
 */
export function ConnectPageContainer(props: {
  regions: readonly string[];
  connections: readonly Connected[];
  begin: { readonly region: string; readonly organization: string };
  to: string | null;
}) {
  const { regions, connections, begin, to } = props;
  const router = useRouter();
  const cache = useQueryClient();
  const [hint, setHint] = useState<ConnectionHint | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [leaving, setLeaving] = useState(false);
  const { wanted, failure, busy, change, connect } = useConnecting(begin, regions, (report) => {
    // What another token has read, or been refused, is not this one's.
    cache.clear();
    setHint(null);
    if (to !== null) {
      setLeaving(true);
      window.location.assign(to);
      return;
    }
    setFound({ report, made: true });
    router.refresh();
  });
  const check = useMutation({
    mutationFn: ({ region, organization }: Connected) => checkConnection(region, organization),
    onMutate: () => setFound(null),
    onSuccess: (report) => setFound({ report, made: false }),
  });
  const forget = useMutation({
    mutationFn: ({ region, organization }: Connected) => forgetConnection(region, organization),
    onSuccess: () => {
      cache.clear();
      setFound(null);
      router.refresh();
    },
  });
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (found !== null) panel.current?.focus();
  }, [found]);

  const read = (text: string) => {
    const told = readConnectionHint(text);
    setHint(text.trim() === '' ? null : told);
    change({
      region: regions.find((known) => known === told.region) ?? wanted.region,
      organization: told.organization ?? wanted.organization,
      token: told.token ?? wanted.token,
    });
  };
  const doubt = hint?.source == null ? null : sourceMismatch(hint.source, wanted.organization.trim());
  const failed = check.error ?? forget.error;
  const working = check.isPending ? check.variables : forget.isPending ? forget.variables : undefined;

  return (
    <div className="grid gap-3">
      <Panel id="connect" title={to === null ? 'A new connection' : 'Connect to open the page'}>
        <div className="grid gap-4 px-4 py-3">
          <HintBox value={hint?.text ?? ''} hint={hint} onText={read} />
          <ConnectForm
            place={null}
            regions={regions}
            wanted={wanted}
            onWanted={change}
            busy={busy || leaving}
            failure={failure}
            doubt={hint?.doubts.some((told) => told === doubt) ? null : doubt}
            note={
              to === null
                ? 'It is checked against Coveo first, and what it may read is shown then.'
                : 'It is checked against Coveo first. Then the page opens that you came from.'
            }
            onConnect={() => {
              // What was found of another token would stand below as if it were of this one.
              setFound(null);
              check.reset();
              forget.reset();
              connect();
            }}
          />
        </div>
      </Panel>
      {found !== null && (
        <div ref={panel} tabIndex={-1} className="outline-none">
          <Panel
            id="found"
            title={found.made ? 'Connected' : 'Checked'}
            note={<PlaceMark region={found.report.region} organization={found.report.organization} />}
            aside={
              <Link
                href={`/o/${encodeURIComponent(found.report.region)}/${encodeURIComponent(found.report.organization)}`}
                className={buttonClass(found.made ? 'primary' : 'plain')}
              >
                Go to its sources
              </Link>
            }
          >
            <LineList lines={found.report.lines} />
          </Panel>
        </div>
      )}
      {failed !== null && (
        <p
          role="alert"
          className="rounded-md border border-degraded-line bg-degraded-soft px-3 py-2 text-pretty [overflow-wrap:anywhere]"
        >
          {failed instanceof ApiError ? failed.problem.detail : 'This page broke. Load it again.'}
        </p>
      )}
      {connections.length > 0 && (
        <Panel
          id="connections"
          title="Connections of this browser"
          note={`${connections.length} of at most 8`}
        >
          <ConnectionTable
            connections={connections}
            busy={working === undefined ? null : `${working.region}/${working.organization}`}
            onCheck={(one) => {
              forget.reset();
              check.mutate(one);
            }}
            onForget={(one) => {
              check.reset();
              forget.mutate(one);
            }}
          />
        </Panel>
      )}
    </div>
  );
}
