'use client';

import { usePathname } from 'next/navigation';
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { placeIcon } from './place-colour';

/** An organization in its region. */
export interface Place {
  readonly region: string;
  readonly organization: string;
}

const Shown = createContext<{
  readonly told: Place | null;
  readonly tell: (place: Place | null) => void;
}>({ told: null, tell: () => {} });

/** Lets a page whose address does not name its organization tell which one it shows. */
export function ShownPlaceProvider({ children }: { children: ReactNode }) {
  const [told, tell] = useState<Place | null>(null);
  const shown = useMemo(() => ({ told, tell }), [told]);
  return <Shown value={shown}>{children}</Shown>;
}

/** The organization that the page shows: by its address, else by what it tells; null where it shows none. */
export function useShownPlace(): Place | null {
  const path = usePathname();
  const { told } = use(Shown);
  const [, region, organization] = /^\/o\/([^/]+)\/([^/]+)/.exec(path) ?? [];
  if (region === undefined || organization === undefined) return told;
  return { region: plain(region), organization: plain(organization) };
}

/** Tells which organization the page shows, and gives the tab its picture, until the page is left. */
export function useShowPlace(region: string, organization: string): void {
  const { tell } = use(Shown);
  useEffect(() => {
    tell({ region, organization });
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const before = link?.getAttribute('href') ?? null;
    link?.setAttribute('href', placeIcon(organization));
    return () => {
      tell(null);
      if (before !== null) link?.setAttribute('href', before);
    };
  }, [region, organization, tell]);
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
