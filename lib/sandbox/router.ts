import { Hono } from 'hono';
import type { Handler } from './api-call';
import { accessDenied, invalidToken, refusal, unauthorized } from './error-bodies';
import { answerFaulty, fire, pause } from './faults';
import { randomUuid } from './hash';
import { type OperationName, operations } from './operations';
import { type Organization, settleOrganization } from './organization';
import type { Organizations } from './organizations';
import { activitiesHandlers } from './routes/activities';
import { fieldsHandlers } from './routes/fields';
import { logsHandlers } from './routes/logs';
import { organizationHandlers } from './routes/organization';
import { privilegesHandlers } from './routes/privileges';
import { pushHandlers } from './routes/push';
import { sourcesHandlers } from './routes/sources';
import { tokenHandlers } from './routes/token';
import { uploadHandlers } from './routes/upload';

const handlers: Record<OperationName, Handler> = {
  ...pushHandlers,
  ...uploadHandlers,
  ...logsHandlers,
  ...activitiesHandlers,
  ...sourcesHandlers,
  ...organizationHandlers,
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
  folder: string;
}

function tokenOf(request: Request): string | null {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** Why this request may not reach this organization; null when it may. A presigned upload answers for itself. */
function refuseAccess(
  organizations: Organizations,
  operation: OperationName,
  request: Request,
  organization: Organization | undefined,
): Response | null {
  if (operation === 'upload') return organization ? null : accessDenied();
  const token = tokenOf(request);
  if (!token) return unauthorized();
  const owner = organizations.byKey(token);
  if (!owner) return invalidToken();
  return owner === organization ? null : accessDenied();
}

/** The routes of everything that stands in Coveo's place, as the table of operations has them. */
export function createRouter({ organizations, now, random, folder }: RouterSettings): Hono {
  const router = new Hono();
  const newId = () => randomUuid(random);

  for (const { operation, method, path } of operations) {
    router.on(method, path, async (context) => {
      const request = context.req.raw;
      const params: Record<string, string | undefined> = context.req.param();
      const owner = params.organization ?? organizations.byKey(tokenOf(request) ?? '')?.settings.id;
      const organization = owner === undefined ? undefined : organizations.get(owner);
      const requestId = newId();

      const answer = async () => {
        const refused = refuseAccess(organizations, operation, request, organization);
        if (refused || !organization) return refused ?? accessDenied();
        const settledAt = await settleOrganization(organization);
        return handlers[operation]({
          organization,
          request,
          url: new URL(request.url),
          now: settledAt,
          requestId,
          param: (name) => params[name] ?? '',
          newId,
          folder,
        });
      };

      if (!organization) return stamp(await answer(), requestId, now());
      organization.lastUsedAt = now();
      organization.calls.set(operation, (organization.calls.get(operation) ?? 0) + 1);
      await pause(organization.settings.latencyMs, request.signal);
      const fault = fire(organization.faults.values(), operation);
      const response = fault ? await answerFaulty(fault, request.signal, answer) : await answer();
      return stamp(response, requestId, organization.clock.now());
    });
  }
  router.all('*', () => {
    const response = refusal(404, 'INVALID_URI', 'The requested URI does not exist.');
    return stamp(response, newId(), now());
  });
  return router;
}

/** Puts on what every answer carries; a fault's own headers win. */
function stamp(response: Response, requestId: string, time: number): Response {
  if (!response.headers.has('x-request-id')) response.headers.set('x-request-id', requestId);
  if (!response.headers.has('date')) response.headers.set('date', new Date(time).toUTCString());
  return response;
}
