import 'server-only';
import { getSource } from '@/lib/coveo/sources';
import { toIso } from '@/lib/evidence/time';
import { buildSourceReport } from '@/lib/health/report/build-source-report';
import { MOST_ISSUES, type SourceReport } from '@/lib/health/report/source-report';
import { readOfCall, sourceNotFoundIn } from '@/lib/scan/call-coverage';
import { newestAnswer } from '@/lib/scan/newest-answer';
import { issuesOfTime } from '@/lib/store/source-issues';
import type { Access } from './access';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { readOlderActivities } from './read-older-activities';
import { readSourceDays } from './read-source-days';
import { reportWindow, reportWindowMistake } from './report-window';
import { processStore } from './store';
import type { RequestedWindow } from './window';

/** Which report, for whom. Who may see it is asked before. */
export interface ReportQuestion {
  readonly access: Extract<Access, { ok: true }>;
  readonly sourceId: string;
  readonly requested: RequestedWindow;
  readonly signal: AbortSignal;
}

/** The report, a window that makes no sense, or a source of which neither Coveo nor the store knows. */
export type ReportAnswer =
  | { readonly state: 'read'; readonly report: SourceReport }
  | { readonly state: 'bad window'; readonly detail: string }
  | NoSuchSource;

/**
 * Makes the report of a source from what was captured; of Coveo it asks the source's name and its activities only, and
 * what they refuse is said in the report. A source that Coveo no longer knows has a report as long as something is kept
 * of it.
 */
export async function readReport(question: ReportQuestion): Promise<ReportAnswer> {
  const { access, sourceId, requested, signal } = question;
  const { client } = access;
  const senseless = reportWindowMistake(requested);
  if (senseless !== null) return { state: 'bad window', detail: senseless };
  const answer = await getSource(client, sourceId, { signal });
  const now = newestAnswer([answer]) ?? toIso(client.now());
  const window = reportWindow(requested, now);
  if (typeof window === 'string') return { state: 'bad window', detail: window };
  const { region, organization } = client;
  const place = { region, organization, source: sourceId };
  const [days, { issues, total }, { activities, reads }] = await Promise.all([
    readSourceDays(place, window),
    processStore().then((database) => issuesOfTime(database, place, window, MOST_ISSUES)),
    readOlderActivities(client, { sourceId, window, now }, signal),
  ]);
  const notFound = sourceNotFoundIn(answer);
  if (notFound !== null && days.length === 0 && issues.length === 0) return noSuchSource(notFound);
  const name = answer.ok ? answer.value.name : (issues[0]?.sourceName ?? sourceId);
  return {
    state: 'read',
    report: buildSourceReport({
      region,
      organization,
      source: { id: sourceId, name },
      asOf: now,
      window,
      days,
      issues: issues.map(({ id, sourceName: _, ...issue }) => ({ url: `/i/${id}`, ...issue })),
      issuesTotal: total,
      activities,
      reads: [...(answer.ok ? [] : [readOfCall(answer, 'sources.get', window, 0)]), ...reads],
    }),
  };
}
