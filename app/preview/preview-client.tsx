'use client';
import { useState } from 'react';
import { AsOf } from '@/components/as-of';
import { DemoBar } from '@/components/demo-bar';
import { exampleHealth } from '@/components/example-health';
import { HealthReport, type Selection } from '@/components/health-report';
import { ScanProgress } from '@/components/scan-progress';
import { SourceHeader } from '@/components/source-header';
import { SourceSkeleton } from '@/components/source-skeleton';
import { Button } from '@/components/ui/button';
import { BLIND_SPOTS } from '@/lib/health/health';

export function PreviewClient({ state }: { state: string }) {
  const [selection, setSelection] = useState<Selection>({ finding: state === 'open' ? 'metadata-too-large' : null, row: state === 'open' ? 'guid-2' : null, table: state === 'table' });
  const base = exampleHealth();
  const health =
    state === 'healthy'
      ? exampleHealth({ verdict: 'healthy', reasons: [{ text: '1,203 items indexed in the newest run, Tue 17 Nov 02:00 UTC; nothing rejected or lost.' }], findings: [], notChecked: [], runs: { ...base.runs, newest: { ...base.runs.newest!, indexed: 1203, rejected: 0 } } })
      : state === 'failed'
        ? exampleHealth({
            verdict: 'unknown',
            reasons: [{ text: 'The log rows could not be read: Coveo refused with 403.' }],
            findings: [],
            runs: { newest: null, usual: null, runs: 0 },
            blindSpots: BLIND_SPOTS,
            coverage: { ...base.coverage, complete: false, rowsCounted: null, rowsRead: 0, reads: [...base.coverage.reads, { call: 'logs.list', from: base.window.from, to: base.window.to, state: 'refused', rows: 0, status: 403, requestId: '5f8b9d2c-1111-2222-3333-444455556666', why: 'Access is denied: the token may not view log entries.' }] },
          })
        : base;
  const loading = state === 'loading';
  return (
    <>
      <DemoBar />
      <main id="main" className="mx-auto grid max-w-[90rem] gap-3 px-4 py-3 sm:px-6">
        <SourceHeader region="sandbox" organization="sandbox-demo" id="sandbox-demo-abc123" source={loading ? null : health.source} aside={<><AsOf iso={health.asOf} /><Button>Read again</Button></>} />
        {loading ? <><ScanProgress state={{ callsDone: 120, callsPlanned: 352, rowsDone: 12034, rowsPlanned: 33684, waitUntil: null }} now={0} stopping={false} onStop={() => {}} /><SourceSkeleton /></> : <HealthReport health={health} selection={selection} stale={false} zoomed={state === 'open'} onSelect={(s) => setSelection({ ...selection, ...s })} onWindow={() => {}} onReset={() => {}} onBack={() => {}} />}
      </main>
    </>
  );
}
