'use client';

import { useState } from 'react';
import type { CapsuleFinding } from '@/lib/health/capsule/capsule-content';
import { countOf } from '@/lib/problems/phrasing';
import { EvidenceRows } from '../evidence-rows';
import { CallTable } from '../recorded/call-table';

/** The rows behind a finding that were preserved; each opens to all that was kept of it. */
export function CapsuleRows({ finding, organization }: { finding: CapsuleFinding; organization: string }) {
  const { evidence, evidenceTotal } = finding;
  return (
    <PreservedRows
      title="Rows behind it"
      note={
        evidence.length < evidenceTotal
          ? `the newest and the first, ${evidence.length} of ${countOf(evidenceTotal, 'row')}`
          : countOf(evidenceTotal, 'row')
      }
      rows={evidence}
      organization={organization}
    />
  );
}

/** The recorded calls behind a finding that were preserved. Nothing where there are none. */
export function CapsuleCalls({ finding: { calls, callsTotal } }: { finding: CapsuleFinding }) {
  if (calls.length === 0) return null;
  const title = 'Recorded calls behind it';
  return (
    <section aria-label={title} className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium text-faint text-xs">{title}</h3>
        <p className="tabular text-faint text-xs">
          {calls.length < callsTotal
            ? `the newest ${calls.length} of ${countOf(callsTotal, 'call')}`
            : countOf(callsTotal, 'call')}
        </p>
      </div>
      <CallTable
        calls={calls.map((call, index) => ({ ...call, id: String(index) }))}
        label="These calls, newest first"
      />
    </section>
  );
}

/** Rows that were preserved, under a title; each opens to all that was kept of it. Nothing where there are none. */
export function PreservedRows(props: {
  title: string;
  note: string;
  rows: CapsuleFinding['evidence'];
  organization: string;
}) {
  const { title, note, rows, organization } = props;
  const [open, setOpen] = useState<string | null>(null);
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium text-faint text-xs">{title}</h3>
        <p className="tabular text-faint text-xs">{note}</p>
      </div>
      <EvidenceRows rows={rows} organization={organization} open={open} onOpen={setOpen} />
    </section>
  );
}
