'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useShownPlace } from './shown-place';

const PAGES = [
  { href: '/diagnose', label: 'Diagnose' },
  { href: '/problems', label: 'Problems' },
  // On a narrow screen there is no room for it: the pages that preserve something lead there too.
  { href: '/capsules', label: 'Preserved', wide: true },
] as const;

/** The pages that need no organization, in the header of every page; before them the issues of the one that is shown. */
export function SiteLinks() {
  const path = usePathname();
  const place = useShownPlace();
  const issues =
    place === null
      ? null
      : (`/o/${encodeURIComponent(place.region)}/${encodeURIComponent(place.organization)}/issues` as const);
  return (
    <nav aria-label="Pages">
      <ul className="flex items-center gap-1 sm:ml-3">
        {issues !== null && (
          <li>
            <Link href={issues} {...linkLook(path, issues)}>
              Issues
            </Link>
          </li>
        )}
        {PAGES.map(({ href, label, ...more }) => (
          <li key={href} className={'wide' in more ? 'max-sm:hidden' : undefined}>
            <Link href={href} {...linkLook(path, href)}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How a link is drawn where `path` is: it stands out on its own page and on those below. */
function linkLook(path: string, href: string) {
  const isHere = path === href || path.startsWith(`${href}/`);
  return {
    'aria-current': path === href ? ('page' as const) : undefined,
    className: clsx(
      'inline-flex h-7 items-center rounded-md px-2 font-medium text-xs hover:bg-hover hover:text-ink',
      isHere ? 'bg-sunken text-ink' : 'text-muted',
    ),
  };
}
