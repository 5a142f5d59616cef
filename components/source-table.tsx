'use client';

import type { ShownSource } from './shown-source';
import { SOURCE_COLUMNS } from './source-columns';
import { SourceRow } from './source-row';

/**
 * The sources of an organization, a link each. `now` is ISO; `onSeen` tells what came into view, and with each new
 * `round` what is in view then.
 */
export function SourceTable(props: {
  region: string;
  organization: string;
  sources: readonly ShownSource[];
  now: string;
  round: number;
  onSeen: (id: string, round: number) => void;
}) {
  const { region, organization, sources, now, round, onSeen } = props;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <div
        aria-hidden
        className={`hidden gap-x-3 border-line border-b bg-sunken px-4 py-1.5 font-medium text-faint text-xs lg:grid ${SOURCE_COLUMNS}`}
      >
        <span>Verdict</span>
        <span>Source</span>
        <span>Type, status</span>
        <span>Why</span>
        <span>Last operation (UTC)</span>
        <span className="text-right">Items</span>
        <span className="text-right">Judged</span>
      </div>
      <ul className="divide-y divide-line">
        {sources.map((source) => (
          <SourceRow
            key={source.summary.id}
            region={region}
            organization={organization}
            source={source}
            now={now}
            round={round}
            onSeen={onSeen}
          />
        ))}
      </ul>
    </div>
  );
}
