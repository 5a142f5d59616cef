'use client';

import { ZoomIn } from 'lucide-react';
import Link from 'next/link';
import type { ReportedFinding } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { ActivityList } from './activity-list';
import { AssumptionsBlock } from './assumptions-block';
import { ArticleLink } from './catalogue/article-link';
import { FixSteps } from './catalogue/fix-steps';
import { WordBlock } from './catalogue/word-block';
import { CodeText } from './code-text';
import { ConfidenceBlock } from './confidence-block';
import { CoveoQueryLine } from './coveo-query-line';
import { EvidenceRows } from './evidence-rows';
import { ACTOR_WORDS } from './finding-words';
import { IssueLine } from './issue/issue-line';
import { ItemList, itemsTitle } from './item-list';
import { Moment } from './moment';
import { CallTable } from './recorded/call-table';
import { Button } from './ui/button';

/** What was seen, the likely cause, how to mend it and who must, how sure it is, and the rows that prove it. */
export function FindingDetail(props: {
  finding: ReportedFinding;
  row: string | null;
  region: string;
  organization: string;
  onRow: (guid: string | null) => void;
  onWindow: (from: string, to: string) => void;
}) {
  const { finding, row, region, organization, onRow, onWindow } = props;
  const rowIsGone = row !== null && !finding.evidence.some(({ guid }) => guid === row);
  return (
    <div className="grid gap-5 border-line border-t bg-ground/60 px-4 py-4 lg:px-10">
      {finding.issue !== null && <IssueLine issue={finding.issue} />}
      <div className="grid gap-x-10 gap-y-5 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <WordBlock level={4} title="What was seen">
            <CodeText text={finding.text} />
          </WordBlock>
          <WordBlock level={4} title="Likely cause">
            <CodeText text={finding.cause} />
          </WordBlock>
          <ConfidenceBlock level={4} finding={finding} />
        </div>
        <div className="grid content-start gap-4">
          <WordBlock level={4} title={`How to fix it · ${ACTOR_WORDS[finding.actor]}`}>
            <FixSteps steps={finding.fix} />
          </WordBlock>
          <AssumptionsBlock level={4} assumptions={finding.assumptions} />
          {finding.items.total > 0 && (
            <WordBlock level={4} title={itemsTitle(finding.items)}>
              <ItemList items={finding.items} />
            </WordBlock>
          )}
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <ArticleLink article={finding.article} />
            <Link
              href={`/problems/${finding.problem}`}
              className="inline-flex items-center text-accent underline underline-offset-4"
            >
              All about this problem
            </Link>
            <Link
              href="/diagnose"
              className="inline-flex items-center text-accent underline underline-offset-4"
            >
              Paste what the customer sees
            </Link>
          </p>
        </div>
      </div>
      {finding.activities.length > 0 && (
        <WordBlock level={4} title="Activities behind it">
          <ActivityList activities={finding.activities} />
        </WordBlock>
      )}
      {finding.query !== null && (
        <CoveoQueryLine query={finding.query} region={region} organization={organization} />
      )}
      {finding.calls !== undefined && (
        <section aria-label="Recorded calls behind it" className="min-w-0">
          <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
            <h4 className="font-medium text-faint text-xs">Recorded calls behind it</h4>
            <p className="tabular text-faint text-xs">
              {callsWords(finding.calls.length, finding.callsTotal ?? finding.calls.length)}
            </p>
            <Button
              kind="quiet"
              className="ml-auto"
              onClick={() => onWindow(finding.firstSeen, finding.lastSeen)}
            >
              <ZoomIn aria-hidden className="size-3.5" />
              Show on the timeline
            </Button>
          </div>
          <CallTable calls={finding.calls} label="These calls, newest first" />
        </section>
      )}
      {finding.evidence.length > 0 && (
        <section aria-label="Rows behind it" className="min-w-0">
          <div className="mb-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
            <h4 className="font-medium text-faint text-xs">Rows behind it</h4>
            <p className="tabular text-faint text-xs">
              {finding.evidence.length < finding.evidenceTotal
                ? `the newest and the first of each kind, ${finding.evidence.length} of ${countOf(finding.evidenceTotal, 'row')}`
                : countOf(finding.evidenceTotal, 'row')}
            </p>
            {finding.firstSeen !== '' && (
              <p className="text-faint text-xs">
                first <Moment iso={finding.firstSeen} />
              </p>
            )}
            {finding.firstSeen !== '' && (
              <Button
                kind="quiet"
                className="ml-auto"
                onClick={() => onWindow(finding.firstSeen, finding.lastSeen)}
              >
                <ZoomIn aria-hidden className="size-3.5" />
                Show on the timeline
              </Button>
            )}
          </div>
          {rowIsGone && (
            <p role="status" className="mb-1.5 text-degraded text-xs">
              This row is not among those of this reading any more. Coveo keeps rows for 14 days, and at most
              50 are shown.
            </p>
          )}
          <EvidenceRows rows={finding.evidence} organization={organization} open={row} onOpen={onRow} />
        </section>
      )}
    </div>
  );
}

function callsWords(shown: number, total: number): string {
  return shown < total ? `the newest ${shown} of ${countOf(total, 'call')}` : countOf(total, 'call');
}
