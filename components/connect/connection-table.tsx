'use client';

import Link from 'next/link';
import { useState } from 'react';
import { organizationPage } from '@/lib/health/page-path';
import { Moment } from '../moment';
import { PlaceMark } from '../place-mark';
import type { Connected } from '../place-menu';
import { Button, buttonClass } from '../ui/button';

/** The connections of this browser, each with what can be done with it. `busy` is the one that something is done with. */
export function ConnectionTable(props: {
  connections: readonly Connected[];
  busy: string | null;
  onCheck: (connection: Connected) => void;
  onForget: (connection: Connected) => void;
}) {
  const { connections, busy, onCheck, onForget } = props;
  const [asking, setAsking] = useState<string | null>(null);
  /** The one that was asked about and kept: what was pressed has gone, and its own button takes the focus. */
  const [kept, setKept] = useState<string | null>(null);
  return (
    <ul tabIndex={-1} className="divide-y divide-line outline-none">
      {connections.map((one) => {
        const { region, organization, expiresAt } = one;
        const key = `${region}/${organization}`;
        return (
          <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2">
            <div className="min-w-0 flex-1 basis-52">
              <PlaceMark region={region} organization={organization} className="max-w-full" />
              <p className="mt-0.5 text-muted text-xs">
                Kept until <Moment iso={expiresAt} />
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <Link
                href={organizationPage({ region, organization })}
                aria-label={`Sources of ${organization}`}
                className={buttonClass()}
              >
                Sources
              </Link>
              <Button aria-label={`Check ${organization}`} busy={busy !== null} onClick={() => onCheck(one)}>
                {busy === key ? 'Asking Coveo…' : 'Check'}
              </Button>
              {asking === key ? (
                <>
                  <Button
                    autoFocus
                    kind="quiet"
                    onClick={() => {
                      setKept(key);
                      setAsking(null);
                    }}
                  >
                    Keep
                  </Button>
                  <Button
                    aria-label={`Forget ${organization} now`}
                    className="border-failing-line! text-failing!"
                    onClick={({ currentTarget }) => {
                      // This button goes away, and its row after it.
                      currentTarget.closest('ul')?.focus();
                      setKept(null);
                      setAsking(null);
                      onForget(one);
                    }}
                  >
                    Forget it
                  </Button>
                </>
              ) : (
                <Button
                  autoFocus={kept === key}
                  aria-label={`Forget ${organization}`}
                  busy={busy !== null}
                  onClick={() => setAsking(key)}
                >
                  Forget
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
