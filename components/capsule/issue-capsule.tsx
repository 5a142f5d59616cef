import type { CapsuleSighting, IssueCapsule } from '@/lib/health/capsule/capsule-content';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { DayBars } from '../issue/day-bars';
import { issueDays } from '../issue/issue-days';
import { countedUnit } from '../issue/unit-words';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { CapsuleCoverage } from './capsule-coverage';
import { CapsuleFindingWords } from './finding-words';
import { PreservedVerdict } from './preserved-verdict';
import { VerifiedFix } from './verified-fix';

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
  const { opened, newest, days, changes, organization, unit, verification } = issue;
  const looked = [opened, newest].flatMap((seen) => (seen?.coverage.complete ? [seen.query.window] : []));
  const again = opened !== null && newest !== null && isSame(opened, newest) ? newest.capturedAt : null;
  return (
    <>
      {opened === null && newest === null && (
        <p className="rounded-lg border border-degraded-line bg-degraded-soft px-4 py-3 text-degraded">
          What was seen could not be read any more when this copy was made.
        </p>
      )}
      {verification !== null && <VerifiedFix verification={verification} organization={organization} />}
      {opened !== null && (
        <SightingPanel
          id="opened"
          title="What was seen when it opened"
          sighting={opened}
          again={again}
          organization={organization}
        />
      )}
      {newest !== null && again === null && (
        <SightingPanel
          id="newest"
          title="What was seen last"
          sighting={newest}
          again={null}
          organization={organization}
        />
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Panel id="days" title="Seen by day">
          <div className="px-4 py-2.5">
            <DayBars days={issueDays(days, looked)} unit={countedUnit(unit)} />
          </div>
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

/** Whether both readings saw the same: then it is shown once. */
function isSame(a: CapsuleSighting, b: CapsuleSighting): boolean {
  const seen = ({ verdict, reasons, finding, newestRun }: CapsuleSighting) =>
    JSON.stringify([verdict, reasons, finding, newestRun]);
  return seen(a) === seen(b);
}

function SightingPanel(props: {
  id: string;
  title: string;
  sighting: CapsuleSighting;
  /** When the same was seen last, ISO; null where it was not. */
  again: string | null;
  organization: string;
}) {
  const { id, title, sighting, again, organization } = props;
  const { capturedAt, verdict, reasons, finding, coverage, query, newestRun, versions } = sighting;
  return (
    <Panel
      id={id}
      title={title}
      note={
        <>
          captured <Moment iso={capturedAt} />
          {again !== null && (
            <>
              , and the same last <Moment iso={again} />
            </>
          )}{' '}
          · Pushscope {versions.tool}, rules {versions.rules}
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
