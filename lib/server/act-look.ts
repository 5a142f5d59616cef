import 'server-only';
import { latestActivities } from '@/lib/coveo/activities';
import type { CallOptions } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { listLogs } from '@/lib/coveo/logs';
import { getSourceToWriteTo } from '@/lib/coveo/sources';
import { isOpen, isRefresh } from '@/lib/evidence/activity';
import { isCanary } from '@/lib/evidence/canary-uri';
import type { CallAnswer } from '@/lib/evidence/item-observation';
import { isDelete, isEntryTask } from '@/lib/evidence/log-row';
import { MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import type { SourceLook } from '@/lib/health/act/act-report';
import { redact } from '@/lib/redaction/redact';
import { answerOfCall, sourceNotFoundIn } from '@/lib/scan/call-coverage';
import { newestAnswer } from '@/lib/scan/newest-answer';
import { type NoSuchSource, noSuchSource } from './no-such-source';

/** So far back rows are looked for that show a push running now (an assumption). */
const ENTERING_MINUTES = 10;
const ENTERING_ROWS = 100;
/** A resting source is in one of these (article 35); in any other an active status may be set. */
const RESTING = ['PUSH_READY', 'IDLE'];
/** Statuses that an active status of ours gives (Sources specification; that it is this one is inferred). */
const ACTIVE = ['REFRESHING'];

/** Looked; or Coveo knows no such source; or it did not tell. */
export type Looked =
  | { readonly state: 'looked'; readonly look: SourceLook }
  | NoSuchSource
  | { readonly state: 'not told'; readonly answer: CallAnswer };

/** Looks how a source is, in three calls: its status, its open refresh, and whether items enter now. */
export async function lookAtSource(
  client: CoveoClient,
  sourceId: string,
  signal: AbortSignal,
): Promise<Looked> {
  const options: CallOptions = { signal };
  const [told, latest] = await Promise.all([
    getSourceToWriteTo(client, sourceId, options),
    // Open ones only: one that a dead job left may lie behind any number of newer ones.
    latestActivities(
      client,
      { resourceTypes: ['SOURCE'], resourceIds: [sourceId], states: ['EXECUTING'] },
      options,
    ),
  ]);
  const notFound = sourceNotFoundIn(told);
  if (notFound !== null) return noSuchSource(notFound);
  if (!told.ok) return { state: 'not told', answer: answerOfCall(told) };
  const asOf = newestAnswer([told, latest]) ?? toIso(client.now());
  const entering = await listLogs(
    client,
    {
      window: { from: toIso(toMs(asOf) - ENTERING_MINUTES * MINUTE_MS), to: toIso(toMs(asOf) + 1_000) },
      sourceIds: [sourceId],
      tasks: ['CONSUMING', 'CONSUMING_BATCH', 'STREAMING', 'STREAMING_BATCH'],
      page: 0,
      perPage: ENTERING_ROWS,
    },
    options,
  );
  const { source, visibility } = told.value;
  const open = latest.ok
    ? latest.value.activities.find((each) => isRefresh(each) && isOpen(each))
    : undefined;
  const rows = entering.ok ? entering.value.rows.filter(isOfPush) : [];
  return {
    state: 'looked',
    look: {
      asOf,
      source: {
        id: source.id,
        name: source.name,
        type: source.type,
        status: source.status,
        pushEnabled: source.pushEnabled,
      },
      visibility,
      refresh:
        open === undefined
          ? null
          : {
              operation: open.operation,
              startedAt: open.startedAt,
              by: open.by === null ? null : redact(open.by.name),
            },
      standing: standingOf(source.status, open !== undefined, latest.ok),
      entering: entering.ok
        ? {
            rows: rows.length,
            more: entering.value.hasNextPage,
            newest: rows.reduce<string | null>(
              (last, { at }) => (last === null || at > last ? at : last),
              null,
            ),
            minutes: ENTERING_MINUTES,
          }
        : null,
      notRead: [latest, entering].filter((result) => !result.ok).map(answerOfCall),
    },
  };
}

/** Our own canaries are no job of the customer's. */
function isOfPush({
  task,
  item,
  operation,
}: {
  task: string;
  item: string | null;
  operation: string;
}): boolean {
  return isEntryTask(task) && !isCanary(item) && !isDelete(operation);
}

/** A resting status alone does not tell: an activity may be open all the same. */
function standingOf(status: string, isOpenRefresh: boolean, isRead: boolean): SourceLook['standing'] {
  if (isOpenRefresh || ACTIVE.includes(status)) return 'active';
  return RESTING.includes(status) && isRead ? 'idle' : 'not known';
}
