import type { ReactNode } from 'react';
import type { Health } from '@/lib/health/health';
import { Breadcrumb } from './breadcrumb';
import { CopyButton } from './copy-button';
import { Tag } from './ui/tag';

/**
 * Which source this is, where it lives, and how fresh what is shown is. `name` is null while it is not known; `title`
 * is the name, or what stands in its place. `source` is null until it was read.
 */
export function SourceHeader(props: {
  region: string;
  organization: string;
  id: string;
  name: string | null;
  title: string;
  source: Health['source'] | null;
  aside: ReactNode;
}) {
  const { region, organization, id, name, title, source, aside } = props;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-80">
        <Breadcrumb region={region} organization={organization} here={name ?? id} />
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="font-semibold text-lg tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {source !== null && (
            <>
              <Tag>{source.type === 'UNKNOWN' ? 'type unknown' : source.type}</Tag>
              <Tag>{source.status === 'UNKNOWN' ? 'status unknown' : source.status}</Tag>
            </>
          )}
          <span className="flex min-w-0 items-center text-faint text-xs">
            {title !== id && <code className="truncate">{id}</code>}
            <CopyButton text={id} what="source id" />
          </span>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">{aside}</div>
    </div>
  );
}
