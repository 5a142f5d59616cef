'use client';

import { Braces, FileText } from 'lucide-react';
import { BLIND_SPOTS } from '@/lib/health/health';
import type { ItemPlace } from '@/lib/health/item/item-path';
import type { ItemAnswer, ItemReport } from '@/lib/health/item/item-report';
import { countOf } from '@/lib/problems/phrasing';
import { BlindSpotsPanel } from '../blind-spots-panel';
import { CopyLinkButton } from '../copy-link-button';
import { CopyTextButton } from '../copy-text-button';
import { CoveragePanel } from '../coverage-panel';
import { FailedRead } from '../failed-read';
import { groupReads, isFailed } from '../read-group';
import { CallTable } from '../recorded/call-table';
import { buttonClass } from '../ui/button';
import { Panel } from '../ui/panel';
import { DeciderList } from './decider-list';
import { ItemAnswerPanel } from './item-answer-panel';
import { ItemHistory } from './item-history';
import { MatchedItems } from './matched-items';
import { NearItems } from './near-items';

/** What was found of an item, in the order in which it is asked; or the items that a search found. */
export function ItemAnswerReport(props: {
  answer: ItemAnswer;
  place: ItemPlace;
  /** The guid of the open row, from the address. */
  row: string | null;
  /** Path of the same as JSON. */
  json: string;
  link: () => string;
  markdown: () => string;
  onRow: (guid: string | null) => void;
}) {
  const { answer, place, row, json, link, markdown, onRow } = props;
  const failed = groupReads(answer.coverage.reads).filter(isFailed);
  const actions = (
    <>
      <CopyLinkButton link={link} />
      <CopyTextButton label="Copy as Markdown" icon={FileText} text={markdown} />
      <a href={json} className={buttonClass()}>
        <Braces aria-hidden className="size-3.5" />
        JSON
      </a>
    </>
  );
  return (
    <>
      {answer.kind === 'item' && <ItemAnswerPanel report={answer}>{actions}</ItemAnswerPanel>}
      {failed.length > 0 && (
        <section aria-label="Failed reads" className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {failed.map(({ call, times, sample }) => (
            <FailedRead
              key={`${call}${sample.of ?? ''}${sample.status ?? ''}${sample.why ?? ''}`}
              times={times}
              failed={{ ...sample, why: sample.why ?? 'No reason was given.' }}
            />
          ))}
        </section>
      )}
      {answer.kind === 'item' ? (
        <Explained report={answer} place={place} row={row} onRow={onRow} />
      ) : (
        <>
          <div className="flex flex-wrap justify-end gap-2">{actions}</div>
          <MatchedItems matches={answer} />
        </>
      )}
      <CoveragePanel coverage={{ ...answer.coverage, rowsCounted: null }} latency={null} counted={false} />
    </>
  );
}

function Explained(props: {
  report: ItemReport;
  place: ItemPlace;
  row: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { report, place, row, onRow } = props;
  const { near, nearText, steps, loose, deciders, assumptions } = report;
  const history = new Set([
    ...steps.flatMap(({ rows }) => rows.map((stage) => stage.row.guid)),
    ...loose.map(({ guid }) => guid),
  ]);
  const isGone =
    row !== null && !history.has(row) && !deciders.some(({ rows }) => rows.some(({ guid }) => guid === row));
  return (
    <>
      {nearText !== null && <NearItems items={near} text={nearText} />}
      {isGone && (
        <p role="status" className="text-degraded text-xs">
          The row that the link names is not among those of this reading any more. Coveo keeps rows for 14
          days.
        </p>
      )}
      <DeciderList
        deciders={deciders}
        organization={place.organization}
        history={history}
        open={row}
        onRow={onRow}
      />
      {report.recorded !== undefined && (
        <Panel
          id="recorded"
          title="Recorded calls for it"
          note={`${report.recorded.length} of ${countOf(report.recordedTotal ?? 0, 'call')}, as a connector recorded them`}
        >
          <div className="px-4 py-3">
            <CallTable calls={report.recorded} label="Recorded calls for it, newest first" />
          </div>
        </Panel>
      )}
      <ItemHistory report={report} organization={place.organization} open={row} onRow={onRow} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Panel id="assumptions" title="Assumptions">
          <ul className="grid list-disc gap-1.5 py-2.5 pr-4 pl-8 text-muted text-pretty marker:text-faint">
            {assumptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Panel>
        <BlindSpotsPanel blindSpots={BLIND_SPOTS} />
      </div>
    </>
  );
}
