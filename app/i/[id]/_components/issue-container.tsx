'use client';

import { useQuery } from '@tanstack/react-query';
import { Wrench } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ConnectContainer } from '@/app/_components/connect-container';
import { PreserveButton } from '@/app/capsules/_components/preserve-button';
import { WritingBarContainer } from '@/app/o/[region]/[organization]/_components/writing-bar-container';
import { LeftCanaryContainer } from '@/app/o/[region]/[organization]/s/[source]/_components/left-canary-container';
import { DemoBar } from '@/components/demo-bar';
import { ConflictNotice } from '@/components/issue/conflict-notice';
import { ConsolePanel } from '@/components/issue/console-panel';
import { CopyPanel, type IssueTexts } from '@/components/issue/copy-panel';
import { EvidencePanel } from '@/components/issue/evidence-panel';
import { GroupingPanel } from '@/components/issue/grouping-panel';
import { HistoryPanel } from '@/components/issue/history-panel';
import { IgnoreDialog } from '@/components/issue/ignore-dialog';
import { IssueActions } from '@/components/issue/issue-actions';
import { IssueHeader } from '@/components/issue/issue-header';
import { IssueNotOpen } from '@/components/issue/issue-not-open';
import { IssueSkeleton } from '@/components/issue/issue-skeleton';
import { NameDialog } from '@/components/issue/name-dialog';
import { NoteForm } from '@/components/issue/note-form';
import { NowPanel } from '@/components/issue/now-panel';
import { RelatedPanel } from '@/components/issue/related-panel';
import { ThenPanel } from '@/components/issue/then-panel';
import { useRemembered } from '@/components/issue/use-remembered';
import { WordsPanel } from '@/components/issue/words-panel';
import { ItemsOf } from '@/components/item/item-place';
import { ScanProgress } from '@/components/scan-progress';
import { useShowPlace } from '@/components/shown-place';
import { InZone } from '@/components/shown-zone';
import { buttonClass } from '@/components/ui/button';
import { useNow } from '@/components/use-now';
import { usePageZone } from '@/components/use-page-zone';
import { useShortcut } from '@/components/use-shortcut';
import { ZoneBar } from '@/components/zone-bar';
import { actLink, remedyOf } from '@/lib/health/act/remedy';
import { customerMarkdown } from '@/lib/health/issue/customer-markdown';
import type { IssueAction, IssueMove } from '@/lib/health/issue/issue-action';
import { issueCurl } from '@/lib/health/issue/issue-curl';
import { issueMarkdown } from '@/lib/health/issue/issue-markdown';
import { issueReply } from '@/lib/health/issue/issue-reply';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { sharedLink } from '@/lib/health/shared-link';
import { ApiError } from '@/lib/queries/api-error';
import { issueQuery } from '@/lib/queries/issues';
import { FiguresContainer } from './figures-container';
import { useActor } from './use-actor';
import { useChange } from './use-change';
import { useNowCheck } from './use-now-check';
import { VerificationContainer } from './verification-container';

/** Where writing is on in this browser, until when (ISO). */
interface WritingPlace {
  readonly region: string;
  readonly organization: string;
  readonly until: string;
}

interface IssueContainerProps {
  readonly id: string;
  readonly writing: readonly WritingPlace[];
  /** Those that can be connected to here. */
  readonly regions: readonly string[];
}

/** The page of an issue: asks for it, and for how it is now; what is chosen on it lives in the URL. */
export function IssueContainer({ id, writing, regions }: IssueContainerProps) {
  const { data: report, error, refetch } = useQuery(issueQuery(id));
  useEffect(() => {
    if (report === undefined) return;
    document.title = `${report.title} · ${report.organization} (${report.region}) · Pushscope`;
  }, [report]);
  useShortcut('r', () => void refetch());
  if (report !== undefined)
    return <OpenIssue report={report} writing={writing.find((place) => isOf(place, report))} />;
  if (error !== null) {
    return (
      <IssueNotOpen
        refusal={error instanceof ApiError ? error.problem : null}
        connect={<ConnectContainer place={null} regions={regions} onConnected={() => void refetch()} />}
        onRetry={() => void refetch()}
      />
    );
  }
  return (
    <Frame>
      <IssueSkeleton />
    </Frame>
  );
}

function isOf(place: WritingPlace, { region, organization }: IssueReport): boolean {
  return place.region === region && place.organization === organization;
}

function OpenIssue({ report, writing }: { report: IssueReport; writing: WritingPlace | undefined }) {
  const { id, region, organization, source, opened, newest, revision } = report;
  useShowPlace(region, organization);
  const [selection, select] = useQueryStates({
    row: parseAsString,
    reading: parseAsStringLiteral(['then', 'newest']),
  });
  const { zone, linked, unknown, setZone } = usePageZone();
  const [rememberedZone, rememberZone] = useRemembered('pushscope-zone');
  const [theirs, setTheirs] = useState<string | null>(null);
  const theirZone = theirs ?? (zone === 'UTC' ? rememberedZone : zone) ?? 'UTC';
  const [note, setNote] = useState('');
  const [ignoringAt, setIgnoringAt] = useState<number | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const actor = useActor();
  const { change, busy, conflict, failure, dismiss } = useChange(report, (done) => {
    if (done.kind === 'note') setNote('');
  });
  const { now, checking, progress, failure: notChecked, check, stop } = useNowCheck(id, report);
  const clock = useNow(progress.wait !== null && checking);
  const shown = newest ?? opened;
  const remedy = remedyOf(report.problem);

  const act = (action: IssueAction) => actor.withName((name) => change(action, name));
  const move = (kind: IssueMove) => {
    if (kind === 'ignored') setIgnoringAt(Date.now());
    else act({ kind });
  };
  useShortcut('n', check);
  useShortcut('m', () => noteField.current?.focus());

  return (
    <Frame demo={region === 'sandbox'} zone={zone} writing={writing}>
      <IssueHeader report={report}>
        <div className="grid gap-2 lg:justify-items-end">
          {remedy !== null && (
            <Link
              href={actLink({ region, organization, source }, { issue: id, card: remedy.card })}
              className={buttonClass('plain', 'justify-self-start lg:justify-self-end')}
            >
              <Wrench aria-hidden className="size-3.5" />
              {remedy.label}
            </Link>
          )}
          <IssueActions state={report.state} busy={busy} name={actor.name} onMove={move} onName={actor.ask} />
          <ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />
        </div>
      </IssueHeader>
      {failure !== null && (
        <p
          role="alert"
          className="rounded-md border border-degraded-line bg-degraded-soft px-3 py-2 text-pretty"
        >
          Nothing was changed. {failure}
        </p>
      )}
      {conflict !== null && conflict.action.kind !== 'note' && conflict.seen < revision && (
        <ConflictNotice
          report={report}
          seen={conflict.seen}
          move={conflict.action.kind}
          onAgain={() => act(conflict.action)}
          onDismiss={dismiss}
        />
      )}
      <LeftCanaryContainer place={{ region, organization, source }} issue={id} enabled={remedy !== null} />
      <p role="status" className="sr-only">
        {busy ? 'Storing' : `Issue ${report.state}`}
      </p>
      <FiguresContainer report={report} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 md:grid-cols-2">
            <ThenPanel captured={opened} />
            <NowPanel
              now={now}
              checking={checking}
              newest={newest}
              capturedAt={opened?.capturedAt ?? null}
              onCheck={check}
            >
              {checking && (
                <ScanProgress
                  state={progress}
                  now={clock}
                  stopping={false}
                  onStop={progress.callsPlanned > 0 ? stop : null}
                />
              )}
              {notChecked !== null && (
                <p role="alert" className="text-degraded text-pretty">
                  Not checked. {notChecked}
                </p>
              )}
            </NowPanel>
          </div>
          <VerificationContainer report={report} withName={actor.withName} />
          {shown !== null && <WordsPanel finding={shown.finding} />}
          <ItemsOf place={{ region, organization, source }}>
            <EvidencePanel
              then={opened}
              newest={newest}
              reading={selection.reading ?? 'then'}
              organization={organization}
              row={selection.row}
              onReading={(reading) =>
                void select({ reading: reading === 'then' ? null : reading, row: null })
              }
              onRow={(row) => void select({ row })}
            />
          </ItemsOf>
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <CopyPanel
            texts={textsOf(report, { zone, theirZone })}
            zone={theirZone}
            onZone={(chosen) => {
              setTheirs(chosen);
              rememberZone(chosen);
            }}
            preserve={
              <PreserveButton
                label="Preserve for people without access"
                text="What this issue shows now is kept under a link of its own that opens without any connection, until it expires or is revoked."
                what={() => ({ kind: 'issue', issue: report.id })}
              />
            }
          />
          <HistoryPanel history={report.history} revision={revision}>
            <NoteForm
              text={note}
              busy={busy}
              field={noteField}
              onText={setNote}
              onAdd={() => act({ kind: 'note', text: note.trim() })}
            />
          </HistoryPanel>
          <RelatedPanel
            report={report}
            all={`/o/${encodeURIComponent(region)}/${encodeURIComponent(organization)}/issues?source=${encodeURIComponent(source)}&state=open,acknowledged,resolved,ignored`}
          />
          <ConsolePanel links={report.console} item={shown?.finding.items.sample[0] ?? null} />
          <GroupingPanel report={report} />
        </div>
      </div>
      <IgnoreDialog
        open={ignoringAt !== null}
        now={ignoringAt ?? 0}
        onClose={() => setIgnoringAt(null)}
        onIgnore={(until) => {
          setIgnoringAt(null);
          act({ kind: 'ignored', until });
        }}
      />
      <NameDialog
        open={actor.asking}
        known={actor.name ?? null}
        onClose={actor.goBack}
        onName={actor.answer}
      />
    </Frame>
  );
}

function Frame(props: {
  demo?: boolean;
  zone?: string;
  writing?: WritingPlace | undefined;
  children: ReactNode;
}) {
  const { demo = false, zone = 'UTC', writing, children } = props;
  return (
    <InZone zone={zone}>
      {demo && <DemoBar />}
      {writing !== undefined && <WritingBarContainer {...writing} />}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
      >
        {children}
      </main>
    </InZone>
  );
}

/** Made when somebody copies, so that an address of a proxy in front is the one that is copied. */
function textsOf(
  report: IssueReport,
  { zone, theirZone }: { readonly zone: string; readonly theirZone: string },
): IssueTexts {
  const { origin } = window.location;
  return {
    link: () => sharedLink(`${origin}${report.url}`, { zone }),
    internal: () => issueMarkdown(report, { origin, zone: 'UTC' }),
    customer: () => customerMarkdown(report, { origin, zone: theirZone }),
    reply: () => issueReply(report, theirZone),
    curl: () => issueCurl(report, origin),
  };
}
