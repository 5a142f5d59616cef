import { ExternalLink } from 'lucide-react';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { CopyButton } from '../copy-button';
import { Panel } from '../ui/panel';

/** Where Coveo's own console shows more; its pages cannot be filtered by link, so an item's URI is there to paste. */
export function ConsolePanel({ links, item }: { links: IssueReport['console']; item: string | null }) {
  if (links.length === 0) return null;
  return (
    <Panel id="console" title="In Coveo’s console">
      <ul className="grid gap-1 px-4 py-3">
        {links.map(({ label, url }) => (
          <li key={url}>
            <a
              href={url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 text-accent underline underline-offset-4"
            >
              {label}
              <ExternalLink aria-hidden className="size-3" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </li>
        ))}
      </ul>
      {item !== null && (
        <p className="flex min-w-0 items-center gap-1 border-line border-t px-4 py-2 text-xs">
          <span className="shrink-0 text-muted">To search for there:</span>
          <code className="truncate">{item}</code>
          <CopyButton text={item} what="item URI" />
        </p>
      )}
    </Panel>
  );
}
