import type { ApiCall, Handler } from '../api-call';
import { invalidParameter, missingParameter, notFound, organizationIsPaused } from '../error-bodies';
import { findSource } from '../organization';
import { isPausedAt } from '../pause';
import { accept } from '../pipeline/accept';
import type { StatusType } from '../pipeline/call';
import { openActivity, type Source } from '../source';

/** The status that an activity's operation stands for in a push source (article 35). */
const STATUS_OF: Record<string, StatusType> = {
  REBUILD: 'REBUILD',
  FULL_REFRESH: 'REFRESH',
  INCREMENTAL_REFRESH: 'INCREMENTAL',
  IDLE: 'IDLE',
};

function pushedSource({ organization, param, now }: ApiCall): Source | Response {
  if (isPausedAt(organization.pauses, now)) return organizationIsPaused();
  const id = param('source');
  const source = findSource(organization, id);
  return source?.pushEnabled ? source : notFound(`Source '${id}'`);
}

/** Sets the status through the platform, as the administration console does; an active one opens an activity. */
const setPushStatus: Handler = (call) => {
  const source = pushedSource(call);
  if (source instanceof Response) return source;
  const operation = call.url.searchParams.get('activityOperation');
  if (!operation) return missingParameter('activityOperation');
  const status = STATUS_OF[operation];
  if (!status) return invalidParameter('activityOperation', Object.keys(STATUS_OF).join(', '));
  accept(source.pipeline, { at: call.now, requestId: call.requestId, request: { type: 'status', status } });
  return Response.json({});
};

/** Ends the open activity as aborted. */
const abortTask: Handler = (call) => {
  const source = pushedSource(call);
  if (source instanceof Response) return source;
  const id = call.url.searchParams.get('activityId');
  if (!id) return missingParameter('activityId');
  const open = openActivity(source);
  if (open?.id !== id) return notFound(`Task of activity '${id}'`);
  open.endedAt = call.now;
  open.result = 'ABORT';
  return Response.json({});
};

/** What changes a source's status from the platform's side. */
export const sourceStatusHandlers = {
  'sources.pushRefresh': setPushStatus,
  'sources.abortTask': abortTask,
} as const satisfies Record<string, Handler>;
