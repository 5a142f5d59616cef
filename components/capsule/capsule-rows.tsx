'use client';

import { useState } from 'react';
import type { CapsuleFinding } from '@/lib/health/capsule-content';
import { countOf } from '@/lib/problems/phrasing';
import { EvidenceRows } from '../evidence-rows';

/** The rows that were preserved; each opens to all that was kept of it. */
export function CapsuleRows({ finding, organization }: { finding: CapsuleFinding; organization: string }) {
  const [open, setOpen] = useState<string | null>(null);
  const { evidence, evidenceTotal } = finding;
  if (evidence.length === 0) return null;
  return (
    <section aria-label="Rows behind it" className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium text-faint text-xs">Rows behind it</h3>
        <p className="tabular text-faint text-xs">
          {evidence.length < evidenceTotal
            ? `the newest and the first, ${evidence.length} of ${countOf(evidenceTotal, 'row')}`
            : countOf(evidenceTotal, 'row')}
        </p>
      </div>
      <EvidenceRows rows={evidence} organization={organization} open={open} onOpen={setOpen} />
    </section>
  );
}
