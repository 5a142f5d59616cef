'use client';

import { useRef } from 'react';
import type { ShownSource } from './shown-source';
import { SOURCE_COLUMNS } from './source-columns';
import { SourceRow } from './source-row';
import { useShortcut } from './use-shortcut';

/**
 * The sources of an organization, a link each. `j` and `k` move, and the arrows inside. `now` is ISO; `onSeen` tells
 * what came into view, and with each new `round` what is in view then.
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
  const list = useRef<HTMLUListElement>(null);
  const step = (delta: number) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link.matches(':focus'));
    const next = at === -1 ? (delta > 0 ? 0 : links.length - 1) : at + delta;
    links[Math.min(links.length - 1, Math.max(0, next))]?.focus();
  };
  useShortcut('j', () => step(1));
  useShortcut('k', () => step(-1));
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
      <ul
        ref={list}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          step(event.key === 'ArrowDown' ? 1 : -1);
        }}
        className="divide-y divide-line"
      >
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
