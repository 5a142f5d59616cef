'use client';

import type { SetApart } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { EvidenceRows } from './evidence-rows';
import { Panel } from './ui/panel';

/** Rows that are not COMPLETED but as intended; shown so that nothing is hidden. */
export function SetApartPanel(props: {
  setApart: readonly SetApart[];
  row: string | null;
  organization: string;
  onRow: (guid: string | null) => void;
}) {
  return (
    <Panel id="set-apart" title="Set apart" note="Rows that are not COMPLETED, as intended">
      <ul className="divide-y divide-line">
        {props.setApart.map((each) => (
          <li key={each.text} className="px-4 py-2">
            <details open={each.evidence.some(({ guid }) => guid === props.row)}>
              <summary>
                {each.text} <span className="tabular text-faint text-xs">{countOf(each.count, 'row')}</span>
              </summary>
              <div className="pt-2">
                <EvidenceRows
                  rows={each.evidence}
                  organization={props.organization}
                  open={props.row}
                  onOpen={props.onRow}
                />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
