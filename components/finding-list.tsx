'use client';

import { useState } from 'react';
import type { ReportedFinding } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { FindingCard } from './finding-card';
import { findingId } from './finding-words';
import { Button } from './ui/button';
import { Panel } from './ui/panel';

const SHOWN_AT_FIRST = 4;

/** The findings, collapsed; one at a time is open. `selected` and `row` come from the URL. */
export function FindingList(props: {
  findings: readonly ReportedFinding[];
  complete: boolean;
  /** Nothing came of Coveo, so that no finding means nothing. */
  nothingRead: boolean;
  /** What the counts are of ("14 days") where that is not the window that the page shows; null where it is. */
  period: string | null;
  region: string;
  organization: string;
  selected: string | null;
  row: string | null;
  /** The link names a row, without a finding, that is nowhere on the page. */
  rowIsGone: boolean;
  onSelect: (id: string | null) => void;
  onRow: (guid: string | null) => void;
  onWindow: (from: string, to: string) => void;
}) {
  const { findings, complete, nothingRead, period, region, organization } = props;
  const { selected, row, rowIsGone, onSelect, onRow, onWindow } = props;
  const [all, setAll] = useState(false);
  const hidden = findings.slice(SHOWN_AT_FIRST);
  const showAll = all || hidden.some((finding) => findingId(finding) === selected);
  const shown = showAll ? findings : findings.slice(0, SHOWN_AT_FIRST);
  return (
    <Panel
      id="findings"
      title="Findings"
      note={findings.length > 0 ? countOf(findings.length, 'finding') : undefined}
    >
      {selected !== null && !findings.some((finding) => findingId(finding) === selected) && (
        <p role="status" className="border-line border-b px-4 py-2 text-degraded">
          This finding is not among those of this reading any more: <code>{selected}</code>.
        </p>
      )}
      {rowIsGone && (
        <p role="status" className="border-line border-b px-4 py-2 text-degraded">
          This row is not among those of this reading any more.
        </p>
      )}
      {findings.length === 0 && nothingRead && (
        <p className="px-4 py-3 text-muted">Nothing was read, so nothing can be said.</p>
      )}
      {findings.length === 0 && !nothingRead && (
        <p className="px-4 py-3 text-muted">
          None in what was read{complete ? '.' : ', and not everything was read.'} Coveo does not record
          everything: see the{' '}
          <a href="#blind-spots" className="underline underline-offset-4">
            blind spots
          </a>
          .
        </p>
      )}
      <ul className="@container divide-y divide-line">
        {shown.map((finding) => {
          const id = findingId(finding);
          return (
            <li key={id}>
              <FindingCard
                finding={finding}
                open={id === selected}
                row={row}
                period={period}
                region={region}
                organization={organization}
                onToggle={() => onSelect(id === selected ? null : id)}
                onRow={onRow}
                onWindow={onWindow}
              />
            </li>
          );
        })}
      </ul>
      {!showAll && hidden.length > 0 && (
        <div className="border-line border-t px-4 py-1.5">
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show {hidden.length} more
          </Button>
        </div>
      )}
    </Panel>
  );
}
