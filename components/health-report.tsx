'use client';

import { type ReactNode, useMemo } from 'react';
import { type TimeWindow, toMs } from '@/lib/evidence/time';
import type { Health } from '@/lib/health/health';
import { formatDuration } from '@/lib/problems/phrasing';
import { BlindSpotsPanel } from './blind-spots-panel';
import { CoveragePanel } from './coverage-panel';
import { FailedRead } from './failed-read';
import { FindingList } from './finding-list';
import { findingId } from './finding-words';
import { newerPushes } from './newer-pushes';
import { NotCheckedPanel } from './not-checked-panel';
import type { OpenRows } from './open-rows';
import { groupReads, isCounted, isFailed, isNothingRead } from './read-group';
import { RowContentsPanel } from './row-contents-panel';
import { activityCoverage, rowCoverage, timelineCoverage } from './row-coverage';
import { RunLedger } from './run-ledger';
import { SetApartPanel } from './set-apart-panel';
import { TimelinePanel } from './timeline/timeline-panel';
import { VerdictPanel } from './verdict-panel';
import { WhatChangedPanel } from './what-changed-panel';
import { WindowNotice } from './window-notice';
import { windowPlace } from './window-place';

/** What is chosen on the page: all of it lives in the URL. */
export interface Selection {
  readonly finding: string | null;
  readonly row: string | null;
  readonly table: boolean;
}

/** Everything known about a source, in the order in which it is asked: verdict, newest run, findings, timeline, proof. */
export function HealthReport(props: {
  health: Health;
  region: string;
  organization: string;
  selection: Selection;
  stale: boolean;
  zoomed: boolean;
  onSelect: (selection: Partial<Selection>) => void;
  onWindow: (window: TimeWindow) => void;
  onReset: () => void;
  onBack: () => void;
  /** What preserves the stretch of timeline that is shown. */
  preserve?: ReactNode;
  /** The number of the ledger whose rows are open, and what shows them; without `onRows` numbers open nothing. */
  openRows?: OpenRows | null;
  onRows?: (rows: OpenRows | null) => void;
  ledgerRows?: ReactNode;
  /** What connectors recorded of their calls. */
  recorded?: ReactNode;
}) {
  const { health, region, organization, selection, stale, zoomed } = props;
  const { onSelect, onWindow, onReset, onBack, preserve } = props;
  const rows = rowCoverage(health.coverage, health.window);
  const judged = rowCoverage(health.coverage, health.judged);
  const counted = { window: isCounted(health, health.window), judged: isCounted(health, health.judged) };
  const place = windowPlace(health.window, health.judged);
  const shown = useMemo(
    () => timelineCoverage(health.timeline, health.coverage, health.window),
    [health.timeline, health.coverage, health.window],
  );
  const refused = groupReads(health.coverage.reads).filter(isFailed);
  const showProblem = (problem: string) => {
    const finding = health.findings.find((each) => each.problem === problem);
    if (finding === undefined) return;
    onSelect({ finding: findingId(finding), row: null });
    document.getElementById('findings')?.scrollIntoView({ block: 'start' });
  };
  const showFinding = (from: string, to: string) => {
    onWindow(around(from, to, health));
    document.getElementById('timeline')?.scrollIntoView({ block: 'start' });
  };
  return (
    <div className="grid gap-3">
      <VerdictPanel health={health} onShow={showProblem} />
      {refused.length > 0 && (
        <section aria-label="Failed reads" className="grid grid-cols-[minmax(0,1fr)] gap-2">
          {refused.map(({ call, times, sample }) => (
            <FailedRead
              key={`${call}${sample.of ?? ''}${sample.status ?? ''}${sample.why ?? ''}`}
              times={times}
              failed={{ ...sample, why: sample.why ?? 'No reason was given.' }}
            />
          ))}
        </section>
      )}
      <WindowNotice place={place} timeline={health.timeline} window={health.window} onReset={onReset} />
      <RunLedger
        ledger={health.ledger}
        runs={health.runs}
        rows={rows}
        judged={judged}
        about={health.about ?? null}
        counted={counted}
        notCounted={health.notCounted ?? []}
        newer={
          health.runs.newest &&
          newerPushes(health.timeline, health.window, health.asOf, health.runs.newest.end)
        }
        open={props.openRows ?? null}
        onOpen={props.onRows ?? null}
        openRows={props.ledgerRows}
      />
      <FindingList
        findings={health.findings}
        complete={health.coverage.complete}
        nothingRead={isNothingRead(health.coverage.reads)}
        period={
          judged === 'all' || counted.judged ? lengthBeside(health.judged, health.window) : 'what was read'
        }
        region={region}
        organization={organization}
        selected={selection.finding}
        row={selection.row}
        rowIsGone={selection.row !== null && selection.finding === null && !isShown(health, selection.row)}
        onSelect={(finding) => onSelect({ finding, row: null })}
        onRow={(row) => onSelect({ row })}
        onWindow={showFinding}
      />
      <TimelinePanel
        timeline={health.timeline}
        window={health.window}
        unread={shown.unread}
        rows={shown.rows}
        activities={activityCoverage(health.coverage.reads, health.window)}
        now={health.asOf}
        stale={stale}
        about={drawnAs(health)}
        asTable={selection.table}
        onTable={(table) => onSelect({ table })}
        onWindow={onWindow}
        onReset={zoomed ? onReset : null}
        onBack={onBack}
        preserve={preserve}
      />
      {props.recorded}
      <WhatChangedPanel changed={health.changed} source={health.source.name} />
      {health.setApart.length > 0 && (
        <SetApartPanel
          setApart={health.setApart}
          row={selection.row}
          organization={organization}
          onRow={(row) => onSelect({ row })}
        />
      )}
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <div className="min-w-0 lg:col-span-2">
          <CoveragePanel coverage={health.coverage} latency={health.latency} counted={counted.judged} />
        </div>
        <NotCheckedPanel notChecked={health.notChecked} />
        <div className="grid min-w-0 gap-3">
          <BlindSpotsPanel blindSpots={health.blindSpots} />
          <RowContentsPanel
            ids={health.ids}
            census={`/api/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}/s/${encodeURIComponent(health.source.id)}/census`}
          />
        </div>
      </div>
    </div>
  );
}

/** What the lanes show of what went well, where not every row was read. */
function drawnAs({ notCounted, coverage }: Health): string | null {
  if (notCounted === undefined) return null;
  if (notCounted.includes('pushed')) return 'what went well was neither read nor counted';
  const closer = coverage.reads.filter(({ of }) => of === 'a closer look');
  const unread = closer.find(({ state }) => state !== 'read');
  if (closer.length > 0 && unread === undefined) {
    const longest = Math.max(...closer.map(({ from, to }) => toMs(to) - toMs(from)));
    return `what went well was counted in stretches of ${formatDuration(longest)} at most, and is drawn evenly over them`;
  }
  const coarse = 'what went well was counted in longer stretches, and is drawn evenly';
  return unread === undefined ? coarse : `${coarse}; counted no closer: ${unread.why ?? unread.state}`;
}

/** The length of what was judged; null where the page shows just that. */
function lengthBeside(judged: TimeWindow, window: TimeWindow): string | null {
  if (judged.from === window.from && judged.to === window.to) return null;
  return formatDuration(toMs(judged.to) - toMs(judged.from));
}

/** Whether a row is behind a finding or set apart. */
function isShown({ findings, setApart }: Health, row: string): boolean {
  return [...findings, ...setApart].some(({ evidence }) => evidence.some(({ guid }) => guid === row));
}

/** The window of a finding with a margin on both sides, so that its beginning and its end are seen as such. */
function around(from: string, to: string, health: Health): TimeWindow {
  const margin = Math.max(30 * 60_000, 0.25 * (Date.parse(to) - Date.parse(from)));
  const minute = (ms: number) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();
  return {
    from: minute(Math.max(Date.parse(health.judged.from), Date.parse(from) - margin)),
    to: minute(Math.min(Date.parse(health.asOf), Date.parse(to) + margin)),
  };
}
