import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { organizationPage } from '@/lib/health/page-path';
import { placeStyle } from './place-colour';

/** What a link of the breadcrumb is drawn with. */
export const BREADCRUMB_LINK =
  'inline-flex min-h-6 items-center text-muted underline decoration-current/40 underline-offset-4 hover:text-ink';

/** Region, in the organization's colour, and organization; `here` is the page that one is on, `via` a link to a page between. */
export function Breadcrumb({
  region,
  organization,
  via,
  here,
}: {
  region: string;
  organization: string;
  via?: ReactNode;
  here?: string;
}) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-xs">
        <li
          style={placeStyle(organization)}
          className="rounded border border-(--place-line) bg-(--place-soft) px-1.5 font-medium text-(--place-ink) uppercase tracking-wide"
        >
          {region}
        </li>
        <li className="min-w-0">
          {here === undefined ? (
            <span className="text-muted">{organization}</span>
          ) : (
            <Link href={organizationPage({ region, organization })} className={BREADCRUMB_LINK}>
              {organization}
            </Link>
          )}
        </li>
        {via !== undefined && (
          <>
            <ChevronRight aria-hidden className="size-3 shrink-0 text-faint" />
            <li>{via}</li>
          </>
        )}
        {here !== undefined && (
          <>
            <ChevronRight aria-hidden className="size-3 shrink-0 text-faint" />
            <li aria-current="page" className="min-w-0 truncate text-muted">
              {here}
            </li>
          </>
        )}
      </ol>
    </nav>
  );
}
