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
  selected: string | null;
  row: string | null;
  onSelect: (id: string | null) => void;
  onRow: (guid: string | null) => void;
  onWindow: (from: string, to: string) => void;
}) {
  const { findings, complete, selected, row, onSelect, onRow, onWindow } = props;
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
          The link names the finding <code>{selected}</code>, which is not seen in what was read now.
        </p>
      )}
      {findings.length === 0 && (
        <p className="px-4 py-3 text-muted">
          None in what was read{complete ? '.' : ', and not everything was read.'} Coveo does not record
          everything: see the{' '}
          <a href="#blind-spots" className="underline underline-offset-4">
            blind spots
          </a>
          .
        </p>
      )}
      <ul className="divide-y divide-line">
        {shown.map((finding) => {
          const id = findingId(finding);
          return (
            <li key={id}>
              <FindingCard
                finding={finding}
                open={id === selected}
                row={row}
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
