import { clsx } from 'clsx';
import type { TimelineCapsule } from '@/lib/health/capsule/capsule-content';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { BlindSpotsPanel } from '../blind-spots-panel';
import { SEVERITY_WORDS } from '../finding-words';
import { NotCheckedPanel } from '../not-checked-panel';
import { type RowCoverage, rowCoverage } from '../row-coverage';
import { Panel } from '../ui/panel';
import { CapsuleCoverage } from './capsule-coverage';
import { CapsuleFindingWords } from './finding-words';
import { FrozenTimeline } from './frozen-timeline';
import { PreservedVerdict } from './preserved-verdict';

/** What was preserved of a source in a window: verdict, findings with their proof, timeline, and what it rests on. */
export function TimelineCapsuleBody({ capsule }: { capsule: TimelineCapsule }) {
  const { findings, findingsTotal, organization, coverage } = capsule;
  return (
    <>
      <Panel id="verdict" title="Verdict of then" note="of the source, whatever the window">
        <PreservedVerdict verdict={capsule.verdict} reasons={capsule.reasons} />
      </Panel>
      <Ledger capsule={capsule} />
      <Panel
        id="findings"
        title="Findings"
        note={
          findings.length < findingsTotal
            ? `${findings.length} of ${countOf(findingsTotal, 'finding')} are in this copy`
            : countOf(findingsTotal, 'finding')
        }
      >
        {findings.length === 0 && <p className="px-4 py-3 text-muted">None found in what was read.</p>}
        <ul className="divide-y divide-line">
          {findings.map((finding) => {
            const { icon: Icon, label, text } = SEVERITY_WORDS[finding.severity];
            return (
              <li key={`${finding.problem}${finding.title}`}>
                <details open={findings.length === 1}>
                  <summary className="cursor-pointer px-4 py-2.5 hover:bg-hover">
                    <Icon aria-hidden className={clsx('mr-1.5 inline size-4 align-text-bottom', text)} />
                    <span className="sr-only">{label}: </span>
                    <span className="font-medium [overflow-wrap:anywhere]">{finding.title}</span>
                  </summary>
                  <CapsuleFindingWords finding={finding} organization={organization} />
                </details>
              </li>
            );
          })}
        </ul>
      </Panel>
      <FrozenTimeline capsule={capsule} />
      <Panel id="coverage" title="What was read">
        <CapsuleCoverage coverage={coverage} />
      </Panel>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <NotCheckedPanel notChecked={capsule.notChecked} />
        <BlindSpotsPanel blindSpots={capsule.blindSpots} />
      </div>
    </>
  );
}

function noteOf(rows: RowCoverage, notCounted: readonly string[] | undefined): string | undefined {
  if (rows === 'all') return undefined;
  if (rows === 'none') return 'the log rows were not read';
  return notCounted === undefined || notCounted.includes('pushed')
    ? 'in what was read'
    : 'about: too many rows to read each, the others were counted';
}

const COUNTERS = ['pushed', 'indexed', 'rejected', 'skipped', 'errored', 'deleted', 'unfinished'] as const;

function Ledger({ capsule: { ledger, coverage, window } }: { capsule: TimelineCapsule }) {
  const rows = rowCoverage(coverage, window);
  return (
    <Panel id="ledger" title="Operations in the window" note={noteOf(rows, ledger.notCounted)}>
      <dl className="tabular grid grid-cols-2 gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-4 lg:grid-cols-8">
        {COUNTERS.map((counter) => (
          <div key={counter}>
            <dt className="text-faint text-xs">{counter}</dt>
            <dd className="font-semibold text-base">
              {rows === 'none' || ledger.notCounted?.includes(counter) ? '—' : formatCount(ledger[counter])}
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-faint text-xs">items then</dt>
          <dd className="font-semibold text-base">
            {ledger.items === null ? '—' : formatCount(ledger.items)}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
