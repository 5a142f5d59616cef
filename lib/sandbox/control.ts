import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ApiKey } from './api-key';
import { dialects } from './dialect';
import { problem } from './error-bodies';
import type { Fault } from './faults';
import { randomUuid } from './hash';
import { isJson } from './json-body';
import { operationNamed } from './operations';
import { countRows, inUse, type Organization, settleOrganization } from './organization';
import { changesSchema, conditionsShape, keySchema } from './organization-conditions';
import { addKey } from './organization-keys';
import { DEFAULT_ROWS, DEMO_ID, MOST_ROWS, type Organizations } from './organizations';
import { setPaused } from './pause';
import { scenarioNames } from './scenarios/scenarios';

const MOST_KEYS = 200;
const MOST_ADVANCE_MS = 400 * 86_400_000;

/** The last moment that a date can hold. */
const LATEST_MS = 8.64e15;
/** What HTTP can send: a token for the name, printable Latin-1 for the value. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;

const organizationSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,60}$/)
    .optional(),
  scenarios: z.array(z.enum(scenarioNames)).max(25).default(['healthy']),
  seed: z.union([z.string(), z.number()]).default('1'),
  dialect: z.enum(dialects).default('rich'),
  deleteRows: z.boolean().default(true),
  latencyMs: z.number().int().min(0).max(120_000).default(0),
  perPageCap: z.number().int().min(1).max(10_000).default(1_000),
  pullSource: z.boolean().default(false),
  rows: z.number().int().min(1_000).max(MOST_ROWS).default(DEFAULT_ROWS),
  ...conditionsShape,
});

const clockSchema = z.union([
  z.strictObject({ advanceMs: z.number().int().min(0).max(MOST_ADVANCE_MS) }),
  z.strictObject({ now: z.union([z.iso.datetime({ offset: true }), z.number().int().max(LATEST_MS)]) }),
]);

const faultSchema = z.strictObject({
  operation: z.string(),
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string().regex(HEADER_NAME), z.string().regex(HEADER_VALUE)).default({}),
  body: z.unknown().optional(),
  delayMs: z.number().int().min(0).max(600_000).default(0),
  mode: z.enum(['hang', 'cut']).optional(),
  times: z.number().int().min(1).optional(),
});

/** What the control API needs of its surroundings. */
export interface ControlSettings {
  organizations: Organizations;
  /** Real epoch milliseconds. */
  now: () => number;
  random: () => number;
  /** Whether it answers callers from elsewhere, too. */
  anyHost: boolean;
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/i;

function keyView({ id, name, value, sourceId }: ApiKey) {
  return { id, name, key: value, source: sourceId };
}

function viewOf({ settings, sources, keys }: Organization, now: number) {
  return {
    organization: settings.id,
    key: settings.key,
    now: new Date(now).toISOString(),
    sources: sources.map(({ id, name, scenario }) => ({ id, name, scenario })),
    keys: keys.slice(1).map(keyView),
  };
}

/** The organization with what it has done so far. */
async function fullView(organization: Organization) {
  const now = await settleOrganization(organization);
  return {
    ...viewOf(organization, now),
    rows: countRows(organization, now),
    calls: Object.fromEntries(organization.calls),
  };
}

/** The control API: organizations of one's own, their clocks and their faults. */
export function createControl({ organizations, now, random, anyHost }: ControlSettings): Hono {
  const control = new Hono();
  const newId = () => randomUuid(random);
  const refuse = (context: Context, status: number, title: string, detail: string) =>
    problem(status, title, detail, context.req.path);

  /** The JSON body by a schema, or the refusal. */
  const read = async <T>(context: Context, schema: z.ZodType<T>): Promise<{ data: T } | Response> => {
    const text = await context.req.text();
    let body: unknown;
    try {
      body = text.trim() === '' ? {} : JSON.parse(text);
    } catch {
      return refuse(context, 400, 'Not JSON', 'The body could not be read as JSON.');
    }
    const parsed = schema.safeParse(body);
    return parsed.success ? parsed : refuse(context, 400, 'Not understood', z.prettifyError(parsed.error));
  };

  /** Does something with the organization of the path. */
  const onOrganization =
    (act: (context: Context, organization: Organization) => Response | Promise<Response>) =>
    (context: Context) => {
      const id = context.req.param('organization') ?? '';
      const organization = organizations.get(id);
      if (!organization)
        return refuse(context, 404, 'No such organization', `There is no organization '${id}'.`);
      return inUse(organization, now, () => act(context, organization));
    };

  control.use(async (context, next) => {
    if (context.req.raw.headers.has('origin')) {
      return refuse(context, 403, 'Not for browsers', 'Requests with an Origin header are refused.');
    }
    if (!anyHost && !LOOPBACK.test(context.req.header('host') ?? new URL(context.req.url).host)) {
      return refuse(context, 403, 'Loopback only', 'The control API answers on this machine only.');
    }
    if (['POST', 'PATCH'].includes(context.req.method) && !isJson(context.req.raw)) {
      return refuse(context, 415, 'JSON only', 'Send Content-Type: application/json.');
    }
    return next();
  });

  control.post('/organizations', async (context) => {
    const body = await read(context, organizationSchema);
    if (body instanceof Response) return body;
    const { id = `sandbox-${newId().slice(-12)}`, seed, ...settings } = body.data;
    const made = organizations.create({ ...settings, id, seed: String(seed), key: `xx${newId()}` });
    if (made === 'taken')
      return refuse(context, 409, 'Id taken', `There is an organization '${id}' already.`);
    if (made === 'full') {
      return refuse(context, 507, 'No room', 'The sandbox is full, and every organization was used lately.');
    }
    // A long history is computed now, and not in the middle of what its organization is made for.
    if (body.data.scenarios.includes('busy')) await inUse(made, now, () => settleOrganization(made));
    return Response.json(viewOf(made, made.clock.now()), { status: 201 });
  });

  control.get(
    '/organizations/:organization',
    onOrganization(async (_, organization) => Response.json(await fullView(organization))),
  );

  control.delete(
    '/organizations/:organization',
    onOrganization((context, organization) => {
      if (organization.settings.id === DEMO_ID) {
        return refuse(
          context,
          409,
          'Not deleted',
          'The demo organization is always there; reset it instead.',
        );
      }
      organizations.delete(organization);
      return new Response(null, { status: 204 });
    }),
  );

  control.patch(
    '/organizations/:organization',
    onOrganization(async (context, organization) => {
      const body = await read(context, changesSchema);
      if (body instanceof Response) return body;
      const now = await settleOrganization(organization);
      const { paused, readOnly, limits } = body.data;
      if (paused !== undefined) setPaused(organization.pauses, paused, now);
      if (readOnly !== undefined) organization.readOnly = readOnly;
      Object.assign(organization.limits, limits);
      return Response.json(await fullView(organization));
    }),
  );

  control.post(
    '/organizations/:organization/keys',
    onOrganization(async (context, organization) => {
      const body = await read(context, keySchema);
      if (body instanceof Response) return body;
      if (organization.keys.length >= MOST_KEYS)
        return refuse(context, 409, 'Too many keys', `An organization has ${MOST_KEYS} keys at most.`);
      const made = addKey(organization, body.data, newId(), organization.clock.now());
      return Response.json(keyView(made), { status: 201 });
    }),
  );

  control.delete(
    '/organizations/:organization/keys/:key',
    onOrganization((context, { keys }) => {
      // The first one is the organization's own.
      const index = keys.findIndex(({ id }, place) => place > 0 && id === context.req.param('key'));
      if (index === -1) return refuse(context, 404, 'No such key', 'There is no key of that id to delete.');
      keys.splice(index, 1);
      return new Response(null, { status: 204 });
    }),
  );

  control.post(
    '/organizations/:organization/reset',
    onOrganization(async (_, organization) =>
      Response.json(await fullView(organizations.reset(organization))),
    ),
  );

  control.post(
    '/organizations/:organization/clock',
    onOrganization(async (context, organization) => {
      const body = await read(context, clockSchema);
      if (body instanceof Response) return body;
      const current = organization.clock.now();
      const time =
        'advanceMs' in body.data ? current + body.data.advanceMs : new Date(body.data.now).getTime();
      if (time > current + MOST_ADVANCE_MS)
        return refuse(context, 400, 'Too far', 'A clock moves 400 days at most.');
      if (!organization.clock.moveTo(time))
        return refuse(context, 400, 'Backwards', 'A clock does not go back.');
      return Response.json({ now: new Date(await settleOrganization(organization, true)).toISOString() });
    }),
  );

  control.post(
    '/organizations/:organization/faults',
    onOrganization(async (context, organization) => {
      const body = await read(context, faultSchema);
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

  control.get(
    '/organizations/:organization/faults/:fault',
    onOrganization((context, { faults }) => {
      const fault = faults.get(context.req.param('fault') ?? '');
      return fault
        ? Response.json({ id: fault.id, fired: fault.fired })
        : refuse(context, 404, 'No such fault', 'There is no fault of that id.');
    }),
  );

  control.delete(
    '/organizations/:organization/faults/:fault',
    onOrganization((context, { faults }) =>
      faults.delete(context.req.param('fault') ?? '')
        ? new Response(null, { status: 204 })
        : refuse(context, 404, 'No such fault', 'There is no fault of that id.'),
    ),
  );

  control.all('*', (context) =>
    refuse(context, 404, 'No such resource', 'The control API has no such path.'),
  );
  return control;
}
