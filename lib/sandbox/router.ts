import { Hono } from 'hono';
import { type AccessRequest, admit, tokenOf } from './access';
import type { Handler } from './api-call';
import type { ApiKey } from './api-key';
import {
  accessDenied,
  internalError,
  notSupported,
  problem,
  s3Error,
  s3Trace,
  unknownUri,
  wrongMethod,
} from './error-bodies';
import { answerFaulty, fire, pause } from './faults';
import { randomUuid } from './hash';
import { type OperationName, operations, unsupportedOperations } from './operations';
import { inUse, settleOrganization } from './organization';
import type { Organizations } from './organizations';
import { activitiesHandlers } from './routes/activities';
import { activityTypesHandlers } from './routes/activity-types';
import { apiKeysHandlers } from './routes/api-keys';
import { fieldsHandlers } from './routes/fields';
import { identitiesHandlers } from './routes/identities';
import { licenseHandlers } from './routes/license';
import { limitsHandlers } from './routes/limits';
import { logsHandlers } from './routes/logs';
import { organizationHandlers } from './routes/organization';
import { privilegesHandlers } from './routes/privileges';
import { pushHandlers } from './routes/push';
import { sourceStatusHandlers } from './routes/source-status';
import { sourcesHandlers } from './routes/sources';
import { streamHandlers } from './routes/stream';
import { tokenHandlers } from './routes/token';
import { uploadHandlers } from './routes/upload';
import type { UploadFolder } from './upload-folder';

const handlers: Record<OperationName, Handler> = {
  ...pushHandlers,
  ...streamHandlers,
  ...identitiesHandlers,
  ...uploadHandlers,
  ...logsHandlers,
  ...activitiesHandlers,
  ...activityTypesHandlers,
  ...sourcesHandlers,
  ...sourceStatusHandlers,
  ...organizationHandlers,
  ...limitsHandlers,
  ...licenseHandlers,
  ...apiKeysHandlers,
  ...privilegesHandlers,
  ...fieldsHandlers,
  ...tokenHandlers,
};

/** What the router needs of its surroundings. */
export interface RouterSettings {
  organizations: Organizations;
  /** Real epoch milliseconds. */
  now: () => number;
  /** From 0 up to 1, for ids. */
  random: () => number;
  uploads: UploadFolder;
}

/** The routes of everything that stands in Coveo's place, as the table of operations has them. */
export function createRouter({ organizations, now, random, uploads }: RouterSettings): Hono {
  const router = new Hono();
  const newId = () => randomUuid(random);

  for (const { operation, method, path, needs } of operations) {
    router.on(method, path, async (context) => {
      const request = context.req.raw;
      const params: Record<string, string | undefined> = context.req.param();
      const owner = params.organization
        ? organizations.get(params.organization)
        : organizations.keyOf(tokenOf(request) ?? '')?.organization;
      const requestId = newId();

      const answer = async () => {
        const key = admitTo(organizations, operation, requestId, {
          request,
          organization: owner,
          needs,
          source: params.source ?? null,
          ofAllSources: operation.startsWith('logs.'),
          fromAnywhere: operation === 'privilege.evaluate',
        });
        if (key instanceof Response || !owner) return key instanceof Response ? key : accessDenied();
        const settledAt = await settleOrganization(owner);
        if (leavesRows(operation) && !organizations.hasRoomForPushes()) return noRoom(request);
        return handlers[operation]({
          organization: owner,
          key,
          keyOf: (token) => organizations.keyOf(token)?.key,
          request,
          url: new URL(request.url),
          now: settledAt,
          requestId,
          param: (name) => params[name] ?? '',
          newId,
          uploads,
        });
      };
      /** An exception is a fault of the sandbox: it is answered as Coveo answers its own. */
      const safely = () => answer().catch(() => failed(operation, requestId));

      if (!owner) return stamp(await safely(), requestId, now());
      owner.calls.set(operation, (owner.calls.get(operation) ?? 0) + 1);
      return inUse(owner, now, async () => {
        await pause(owner.settings.latencyMs, request.signal);
        const fault = fire(owner.faults.values(), operation);
        const response = fault ? await answerFaulty(fault, request.signal, safely) : await safely();
        return stamp(response, requestId, owner.clock.now());
      });
    });
  }
  for (const { method, path } of unsupportedOperations) {
    router.on(method, path, (context) => {
      const owner = organizations.get(context.req.param('organization') ?? '');
      const access = { request: context.req.raw, organization: owner, ...ANYONE };
      const key = admit(organizations, access);
      return stamp(key instanceof Response ? key : notSupported(), newId(), owner?.clock.now() ?? now());
    });
  }
  router.all('*', (context) => stamp(unknownRoute(context.req.path), newId(), now()));
  return router;
}

/** Whether an operation makes the history longer. */
function leavesRows(operation: OperationName): boolean {
  return ROW_LEAVING.includes(operation);
}

const ROW_LEAVING: readonly OperationName[] = [
  'push.document',
  'push.deleteDocument',
  'push.batch',
  'push.olderThan',
  'stream.close',
  'stream.update',
  'stream.merge',
  'stream.olderThan',
];

/** No answer of Coveo's: the sandbox itself is full. */
function noRoom(request: Request): Response {
  const detail = 'The sandbox keeps no more than three million rows, and every organization was used lately.';
  return problem(507, 'No room', detail, new URL(request.url).pathname);
}

const KNOWN_PATHS = [...operations, ...unsupportedOperations].map(
  ({ path }) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
);

const ANYONE = { needs: null, source: null, ofAllSources: false, fromAnywhere: false } as const;

/** A presigned upload answers for itself: its organization's own key stands for whoever sends it. */
function admitTo(
  organizations: Organizations,
  operation: OperationName,
  requestId: string,
  access: AccessRequest,
): ApiKey | Response {
  if (operation !== 'upload') return admit(organizations, access);
  const own = access.organization?.keys[0];
  return own ?? s3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', s3Trace(requestId));
}

function failed(operation: OperationName, requestId: string): Response {
  if (operation !== 'upload') return internalError();
  const message = 'We encountered an internal error. Please try again.';
  return s3Error(500, 'InternalError', message, s3Trace(requestId));
}

/** 405 where the path exists for another method, else 404, as the platform words them. */
function unknownRoute(path: string): Response {
  const pathname = path.replace(/^\/sandbox/, '');
  return KNOWN_PATHS.some((known) => known.test(pathname)) ? wrongMethod() : unknownUri();
}

/** Puts on what every answer carries; a fault's own headers win. */
function stamp(response: Response, requestId: string, time: number): Response {
  if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', requestId);
  if (!response.headers.has('date')) response.headers.set('date', new Date(time).toUTCString());
  return response;
}
