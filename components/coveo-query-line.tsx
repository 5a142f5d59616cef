'use client';

import { Terminal } from 'lucide-react';
import { type CoveoQuery, queryCurl, queryText } from '@/lib/health/coveo-query';
import { CopyTextButton } from './copy-text-button';

/** The question to Coveo that rows or activities answer: in words, and as cURL for the clipboard. */
export function CoveoQueryLine(props: { query: CoveoQuery; region: string; organization: string }) {
  const { query, region, organization } = props;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      <p className="min-w-0 max-w-prose text-muted [overflow-wrap:anywhere]">
        <span className="text-faint">Query: </span>
        {queryText(query)}.
      </p>
      <CopyTextButton
        label="Copy as cURL"
        icon={Terminal}
        kind="quiet"
        text={() => queryCurl(query, { region, organization, origin: globalThis.location.origin })}
      />
    </div>
  );
}
