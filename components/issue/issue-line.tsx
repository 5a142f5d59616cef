import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import type { FindingIssue } from '@/lib/health/health';
import { StateBadge } from './state-badge';

/** The issue that a finding belongs to: where it stands, and its permanent page. */
export function IssueLine({ issue }: { issue: FindingIssue }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <StateBadge state={issue.state} />
      <Link
        href={`/i/${encodeURIComponent(issue.id)}`}
        className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-4"
      >
        Open its issue
        <ArrowRight aria-hidden className="size-3.5" />
      </Link>
      <span className="text-muted text-xs">
        A permanent link: what is seen here is kept when Coveo drops its rows.
      </span>
    </p>
  );
}
