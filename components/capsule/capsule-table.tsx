'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { CapsuleList, ListedCapsule } from '@/lib/health/capsule/capsule-list';
import { EmptyState } from '../empty-state';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { Tag } from '../ui/tag';

const KINDS = { issue: 'Issue', timeline: 'Timeline', report: 'Report', diagnosis: 'Diagnosis' } as const;

/** What was preserved, newest first. Revoking asks once more, because it cannot be undone. `revoking` is an id. */
export function CapsuleTable(props: {
  places: CapsuleList['places'];
  capsules: readonly ListedCapsule[];
  revoking: string | null;
  onRevoke: (id: string) => void;
}) {
  const { places, capsules, revoking, onRevoke } = props;
  const [asked, setAsked] = useState<string | null>(null);
  /** The copy that was asked about and kept: what was pressed has gone, and its own button takes the focus. */
  const [kept, setKept] = useState<string | null>(null);
  const names = places.map(({ region, organization }) => `${organization} (${region})`).join(', ');
  return (
    <section aria-label="Preserved copies" className="min-w-0 rounded-lg border border-line bg-surface">
      {capsules.length === 0 ? (
        <EmptyState
          title="Nothing is preserved"
          text={
            names === ''
              ? 'You are connected to no organization.'
              : `Nothing was preserved from what you are connected to: ${names}. Issues and timelines can be preserved on their pages, and diagnoses saved under an organization.`
          }
        />
      ) : (
        <ul className="divide-y divide-line">
          {capsules.map((capsule) => (
            <li
              key={capsule.id}
              tabIndex={-1}
              className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2.5 outline-none"
            >
              <Description capsule={capsule} />
              {capsule.state === 'open' && (
                <div className="ml-auto flex items-center gap-2">
                  {asked === capsule.id ? (
                    <>
                      <span className="text-xs">Its content is deleted for good.</span>
                      <Button
                        autoFocus
                        onClick={() => {
                          setKept(capsule.id);
                          setAsked(null);
                        }}
                      >
                        Keep
                      </Button>
                      <Button
                        kind="primary"
                        busy={revoking !== null}
                        onClick={({ currentTarget }) => {
                          // This button goes away; what is left of the copy stays.
                          currentTarget.closest('li')?.focus();
                          setKept(null);
                          setAsked(null);
                          onRevoke(capsule.id);
                        }}
                      >
                        Revoke it
                      </Button>
                    </>
                  ) : (
                    <Button
                      autoFocus={kept === capsule.id}
                      busy={revoking === capsule.id}
                      aria-label={`Revoke ${capsule.about ?? capsule.title}`}
                      onClick={() => setAsked(capsule.id)}
                    >
                      {revoking === capsule.id ? 'Revoking…' : 'Revoke…'}
                    </Button>
                  )}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Description({ capsule }: { capsule: ListedCapsule }) {
  const { url, kind, place, title, about, state, madeAt, expiresAt, revokedAt } = capsule;
  return (
    <div className="min-w-0 flex-[1_1_20rem]">
      <p className="flex flex-wrap items-center gap-2">
        <Tag>{KINDS[kind]}</Tag>
        {state === 'open' ? (
          <Link
            href={{ pathname: url }}
            prefetch={false}
            className="min-w-0 font-medium underline decoration-line-strong underline-offset-4 [overflow-wrap:anywhere]"
          >
            {about ?? title}
          </Link>
        ) : (
          <span className="text-muted">{title}</span>
        )}
      </p>
      <p className="mt-0.5 text-muted text-xs [overflow-wrap:anywhere]">
        {about !== null && state === 'open' && `${title} · `}
        {place !== null && `${place.organization} (${place.region}) · `}
        made <Moment iso={madeAt} />
        {', '}
        {revokedAt !== null ? (
          <>
            revoked <Moment iso={revokedAt} />
          </>
        ) : (
          <>
            {state === 'expired' ? 'expired' : 'readable until'} <Moment iso={expiresAt} />
          </>
        )}
      </p>
    </div>
  );
}
