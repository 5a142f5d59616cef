'use client';

import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { countOf } from '@/lib/problems/phrasing';
import { ActivityList } from '../activity-list';
import { EvidenceRows } from '../evidence-rows';
import { ItemList, itemsTitle } from '../item-list';
import { Moment } from '../moment';
import { CallTable } from '../recorded/call-table';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';

/** Which reading's proof is shown. */
export type Reading = 'then' | 'newest';

/** The rows, items and activities that prove an issue, as they were captured. `row` is a guid, from the address. */
export function EvidencePanel(props: {
  then: CapturedIssue | null;
  newest: CapturedIssue | null;
  reading: Reading;
  organization: string;
  row: string | null;
  onReading: (reading: Reading) => void;
  onRow: (guid: string | null) => void;
}) {
  const { then, newest, reading, organization, row, onReading, onRow } = props;
  const both = then !== null && newest !== null && then.capturedAt !== newest.capturedAt;
  const captured = reading === 'then' ? (then ?? newest) : (newest ?? then);
  if (captured === null) return null;
  const { finding, capturedAt } = captured;
  const { evidence, evidenceTotal, activities, calls } = finding;
  const { what, ...counted } = finding.items;
  const items = what === null ? counted : { ...counted, what };
  return (
    <Panel
      id="evidence"
      title="Proof"
      note={
        <>
          {calls !== undefined
            ? `${calls.length} of ${countOf(finding.callsTotal ?? calls.length, 'recorded call')}`
            : evidence.length < evidenceTotal
              ? `${evidence.length} of ${countOf(evidenceTotal, 'row')}: the newest, and the first of each kind`
              : countOf(evidenceTotal, 'row')}
          , kept from <Moment iso={capturedAt} />
        </>
      }
      aside={
        both && (
          <fieldset className="flex gap-1">
            <legend className="sr-only">Proof from which reading</legend>
            {(['then', 'newest'] as const).map((which) => (
              <Button
                key={which}
                kind={which === reading ? 'plain' : 'quiet'}
                aria-pressed={which === reading}
                onClick={() => onReading(which)}
              >
                {which === 'then' ? 'Then' : 'Newest reading'}
              </Button>
            ))}
          </fieldset>
        )
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-3">
        {row !== null && !evidence.some(({ guid }) => guid === row) && (
          <p role="status" className="text-degraded text-xs">
            The row that the link names is not among those that were kept of this reading.
          </p>
        )}
        {calls !== undefined && <CallTable calls={calls} label="Recorded calls, newest first" />}
        {evidence.length > 0 && (
          <EvidenceRows rows={evidence} organization={organization} open={row} onOpen={onRow} />
        )}
        {evidence.length === 0 && calls === undefined && (
          <p className="px-1 text-muted">
            No log row stands behind it: that something is missing is the proof.
          </p>
        )}
        {activities.length > 0 && (
          <section className="min-w-0 px-1">
            <h3 className="mb-0.5 font-medium text-faint text-xs">Activities behind it</h3>
            <ActivityList activities={activities} />
          </section>
        )}
        {finding.items.total > 0 && (
          <section className="min-w-0 px-1">
            <h3 className="mb-0.5 font-medium text-faint text-xs">{itemsTitle(items)}</h3>
            <ItemList items={items} />
          </section>
        )}
      </div>
    </Panel>
  );
}
