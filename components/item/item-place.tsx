'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { createContext, type ReactNode, useContext } from 'react';
import { type ItemPlace, itemQuery, linkTarget } from '@/lib/health/item/item-path';
import { sourcePage } from '@/lib/health/page-path';

const Place = createContext<ItemPlace | null>(null);

/** Within it, items are links to their pages: of this source. What is shown without a connection has none. */
export function ItemsOf({ place, children }: { place: ItemPlace; children: ReactNode }) {
  return <Place value={place}>{children}</Place>;
}

/** An item's URI as a link to its page, where its source is known; else as it is. */
export function ItemLink({ uri, className }: { uri: string; className?: string }) {
  const place = useContext(Place);
  if (place === null) {
    return (
      <span className={className} title={uri}>
        {uri}
      </span>
    );
  }
  const { region, organization, source } = place;
  return (
    <Link
      href={`${sourcePage({ region, organization, source })}/item?${itemQuery(linkTarget(uri))}`}
      // Each item costs calls to Coveo: nothing is asked before somebody wants it.
      prefetch={false}
      title={`Why is it, or is it not, in the index: ${uri}`}
      // It may stand in a row that opens on a click.
      onClick={(event) => event.stopPropagation()}
      className={clsx(
        'underline decoration-current/40 underline-offset-4 hover:decoration-current',
        className,
      )}
    >
      {uri}
    </Link>
  );
}
