import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type OnOrganization, readBody, refuse } from './control-call';
import type { Fault } from './faults';
import { operationNamed } from './operations';

/** What HTTP can send: a token for the name, printable Latin-1 for the value. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;

const faultSchema = z.strictObject({
  operation: z.string(),
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string().regex(HEADER_NAME), z.string().regex(HEADER_VALUE)).default({}),
  body: z.unknown().optional(),
  delayMs: z.number().int().min(0).max(600_000).default(0),
  mode: z.enum(['hang', 'cut', 'done']).optional(),
  times: z.number().int().min(1).optional(),
});

/** The faults of an organization: made, counted and deleted, below the organization's path. */
export function faultRoutes(onOrganization: OnOrganization, newId: () => string): Hono {
  const routes = new Hono();
  const noSuchFault = (context: Context) =>
    refuse(context, 404, 'No such fault', 'There is no fault of that id.');

  routes.post(
    '/',
    onOrganization(async (context, organization) => {
      const body = await readBody(context, faultSchema);
      if (body instanceof Response) return body;
      const { operation: name, body: content, times = null, ...rest } = body.data;
      const operation = operationNamed(name);
      if (!operation) return refuse(context, 400, 'No such operation', `There is no operation '${name}'.`);
      const text = content === undefined || typeof content === 'string' ? content : JSON.stringify(content);
      const fault: Fault = { ...rest, id: newId(), operation, body: text, times, fired: 0 };
      organization.faults.set(fault.id, fault);
      return Response.json({ id: fault.id, fired: 0 }, { status: 201 });
    }),
  );

  routes.get(
    '/:fault',
    onOrganization((context, { faults }) => {
      const fault = faults.get(context.req.param('fault') ?? '');
      return fault ? Response.json({ id: fault.id, fired: fault.fired }) : noSuchFault(context);
    }),
  );

  routes.delete(
    '/:fault',
    onOrganization((context, { faults }) =>
      faults.delete(context.req.param('fault') ?? '')
        ? new Response(null, { status: 204 })
        : noSuchFault(context),
    ),
  );

  return routes;
}
