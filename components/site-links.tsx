'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';

const PAGES = [
  { href: '/diagnose', label: 'Diagnose' },
  { href: '/problems', label: 'Problems' },
] as const;

/** The pages that need no organization, in the header of every page. */
export function SiteLinks() {
  const path = usePathname();
  return (
    <nav aria-label="Pages">
      <ul className="flex items-center gap-1 sm:ml-3">
        {PAGES.map(({ href, label }) => {
          const isHere = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={path === href ? 'page' : undefined}
                className={clsx(
                  'inline-flex h-7 items-center rounded-md px-2 font-medium text-xs hover:bg-hover hover:text-ink',
                  isHere ? 'bg-sunken text-ink' : 'text-muted',
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
