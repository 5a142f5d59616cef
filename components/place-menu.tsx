'use client';

import { Check, ChevronDown, Plug } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { LAST_CONNECTION_COOKIE } from '@/lib/health/connection/last-connection';
import { organizationPage } from '@/lib/health/page-path';
import { keepCookie } from './keep-cookie';
import { Moment } from './moment';
import { placeStyle } from './place-colour';
import { PlaceMark } from './place-mark';
import { type Place, useShownPlace } from './shown-place';

const MONTH_SECONDS = 2_592_000;

/** A connection of this browser, with when it expires (ISO). */
export interface Connected extends Place {
  readonly expiresAt: string;
}

/**
 * Which organization the page shows, and the way to the others. `demo` is the organization that is connected by itself,
 * null where the sandbox is switched off.
 */
export function PlaceMenu({ connections, demo }: { connections: readonly Connected[]; demo: Place | null }) {
  const shown = useShownPlace();
  const path = usePathname();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // It belongs to the page on which it was opened: another page closes it.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const isOpen = openOn === path;
  const own = shown === null ? undefined : connections.find((one) => isSame(one, shown));
  const lastRegion = own?.region;
  const lastOrganization = own?.organization;
  useEffect(() => {
    if (lastRegion === undefined || lastOrganization === undefined) return;
    keepCookie(
      LAST_CONNECTION_COOKIE,
      encodeURIComponent(`${lastRegion}/${lastOrganization}`),
      MONTH_SECONDS,
    );
  }, [lastRegion, lastOrganization]);
  useEffect(() => {
    if (!isOpen) return;
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpenOn(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpenOn(null);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onElsewhere);
    document.addEventListener('focusin', onElsewhere);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onElsewhere);
      document.removeEventListener('focusin', onElsewhere);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  const label = shown === null ? 'Connections' : `Organization ${shown.organization} in ${shown.region}`;

  return (
    <div ref={root} className="relative min-w-0">
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={`${label}. Switch`}
        onClick={() => setOpenOn(isOpen ? null : path)}
        className="inline-flex h-7 max-w-full items-center gap-1 rounded-md px-1 font-medium text-muted text-xs hover:bg-hover hover:text-ink"
      >
        {shown === null ? (
          <>
            <Plug aria-hidden className="size-3.5 shrink-0" />
            {connections.length === 0 ? 'Not connected' : 'Connections'}
          </>
        ) : (
          <PlaceMark region={shown.region} organization={shown.organization} className="max-w-64" />
        )}
        <ChevronDown aria-hidden className="size-3.5 shrink-0" />
      </button>
      {isOpen && (
        <nav
          id={id}
          aria-label="Connections"
          className="absolute top-full left-0 z-40 mt-1 w-80 max-w-[calc(100vw-2rem)] rounded-lg border border-line bg-surface p-1 shadow-2xl sm:right-0 sm:left-auto"
        >
          {connections.length === 0 && (
            <p className="px-2 py-1.5 text-muted text-xs">This browser is connected to no organization.</p>
          )}
          <ul>
            {connections.map((one) => (
              <PlaceLink key={`${one.region}/${one.organization}`} place={one} current={isSame(one, shown)}>
                until <Moment iso={one.expiresAt} />
              </PlaceLink>
            ))}
            {demo !== null && !connections.some((one) => isSame(one, demo)) && (
              <PlaceLink place={demo} current={isSame(demo, shown)}>
                made-up data, always connected
              </PlaceLink>
            )}
          </ul>
          <Link
            href="/connect"
            className="mt-1 flex min-h-8 items-center gap-2 rounded-md border-line border-t px-2 font-medium text-xs hover:bg-hover"
          >
            <Plug aria-hidden className="size-3.5 shrink-0 text-muted" />
            Connect, check or forget
          </Link>
        </nav>
      )}
    </div>
  );
}

function PlaceLink(props: { place: Place; current: boolean; children: React.ReactNode }) {
  const { place, current, children } = props;
  const { region, organization } = place;
  return (
    <li>
      <Link
        href={organizationPage({ region, organization })}
        aria-current={current ? 'true' : undefined}
        className="grid grid-cols-[0.75rem_minmax(0,1fr)_auto] items-center gap-x-2 rounded-md px-2 py-1.5 hover:bg-hover"
      >
        <span
          aria-hidden
          style={placeStyle(organization)}
          className="size-3 rounded-full border border-(--place-ink) bg-(--place-line)"
        />
        <span className="truncate font-medium">{organization}</span>
        <span className="flex items-center gap-1 text-muted text-tiny uppercase tracking-wide">
          {region}
          {current && <Check aria-hidden className="size-3.5 text-healthy" />}
        </span>
        <span className="col-start-2 col-end-4 text-faint text-tiny">{children}</span>
      </Link>
    </li>
  );
}

function isSame(one: Place, other: Place | null): boolean {
  return one.region === other?.region && one.organization === other.organization;
}
