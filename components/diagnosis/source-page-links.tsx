import { Activity } from 'lucide-react';
import Link from 'next/link';
import type { NamedFact } from '@/lib/diagnosis/report';
import { Moment } from '../moment';
import { sourceLinks } from './source-link';

/** Links to the pages of the sources that the text names, around the time that it tells. */
export function SourcePageLinks({ facts }: { facts: readonly NamedFact[] }) {
  const links = sourceLinks(facts);
  if (links.length === 0) return null;
  return (
    <div className="border-line border-t px-4 py-2.5">
      <ul className="grid gap-1">
        {links.map(({ source, path, moment }) => (
          <li key={source} className="flex gap-2">
            <Activity aria-hidden className="mt-1 size-4 shrink-0 text-muted" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <Link href={path} className="text-accent underline underline-offset-4">
                Look at the source <code className="text-[0.92em]">{source}</code>
              </Link>
              {moment !== null && (
                <>
                  {' '}
                  around <Moment iso={moment} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-0.5 pl-6 text-faint text-xs">
        Needs a connection to the organization {links[0]?.organization}.
      </p>
    </div>
  );
}
