import type { CapsuleSighting, IssueCapsule } from '@/lib/health/capsule-content';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { CapsuleCoverage } from './capsule-coverage';
import { CapsuleFindingWords } from './finding-words';
import { PreservedVerdict } from './preserved-verdict';

const CHANGES: Readonly<Record<string, string>> = {
  opened: 'Opened',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  ignored: 'Ignored',
  reopened: 'Opened again',
  regressed: 'Came back',
  'verification-begun': 'Began to verify a fix',
  'verification-passed': 'Verified',
  'verification-failed': 'Verified: not fixed',
  'verification-given-up': 'Gave the verification up',
};

/** What was preserved of an issue: what was seen when it opened, what was seen last, and its course. */
export function IssueCapsuleBody({ issue }: { issue: IssueCapsule }) {
  const { opened, newest, days, changes, organization } = issue;
  return (
    <>
      {opened === null && newest === null && (
        <p className="rounded-lg border border-degraded-line bg-degraded-soft px-4 py-3 text-degraded">
          What was seen could not be read any more when this copy was made.
        </p>
      )}
      {opened !== null && (
        <SightingPanel
          id="opened"
          title="What was seen when it opened"
          sighting={opened}
          organization={organization}
        />
      )}
      {newest !== null && (
        <SightingPanel id="newest" title="What was seen last" sighting={newest} organization={organization} />
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Panel id="days" title="Seen by day" note="UTC; days without an entry were not observed, or had none">
          <ul className="tabular grid max-h-60 gap-0.5 overflow-auto px-4 py-2.5 text-xs sm:grid-cols-2">
            {days.map(({ day, count }) => (
              <li key={day}>
                {day}: {formatCount(count)}
              </li>
            ))}
          </ul>
        </Panel>
        <Panel id="course" title="Its course" note="Notes and names are not in this copy">
          <ol className="grid gap-0.5 px-4 py-2.5 text-xs">
            {changes.map(({ at, kind }) => (
              <li key={`${at}${kind}`}>
                <Moment iso={at} />: {CHANGES[kind] ?? kind}
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </>
  );
}

function SightingPanel(props: {
  id: string;
  title: string;
  sighting: CapsuleSighting;
  organization: string;
}) {
  const { id, title, sighting, organization } = props;
  const { capturedAt, verdict, reasons, finding, coverage, query, newestRun, versions } = sighting;
  return (
    <Panel
      id={id}
      title={title}
      note={
        <>
          captured <Moment iso={capturedAt} /> · Pushscope {versions.tool}, rules {versions.rules}
        </>
      }
    >
      <div className="divide-y divide-line">
        <PreservedVerdict verdict={verdict} reasons={reasons} />
        <div className="px-4 py-2.5">
          <p className="font-semibold [overflow-wrap:anywhere]">{finding.title}</p>
          <p className="tabular text-muted text-xs">
            {finding.measure ?? `${formatCount(finding.count)} ${finding.unit}`}
            {newestRun !== null && newestRun.found !== null && (
              <>
                , {countOf(newestRun.found, 'row')} of them in the newest run (
                <Moment iso={newestRun.start} />, {formatCount(newestRun.pushed)} pushed)
              </>
            )}
          </p>
        </div>
        <CapsuleFindingWords finding={finding} organization={organization} />
        <CapsuleCoverage coverage={coverage} />
        <p className="px-4 py-2.5 text-muted text-xs [overflow-wrap:anywhere]">
          Judged: <Moment iso={query.window.from} /> to <Moment iso={query.window.to} />.{' '}
          {query.filters.join('. ')}.
        </p>
      </div>
    </Panel>
  );
}
