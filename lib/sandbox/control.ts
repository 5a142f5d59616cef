import { Hono } from 'hono';
import { z } from 'zod';
import { answeringFor, readBody, refuse } from './control-call';
import { faultRoutes } from './control-faults';
import { keyRoutes, keyView } from './control-keys';
import { dialects } from './dialect';
import { randomUuid } from './hash';
import { isJson } from './json-body';
import { countRows, inUse, type Organization, settleOrganization } from './organization';
import { changesSchema, conditionsShape } from './organization-conditions';
import { DEFAULT_ROWS, DEMO_ID, MOST_ROWS, type Organizations } from './organizations';
import { setPaused } from './pause';
import { mixtureOf } from './scenarios/mixture';
import { isSized, scenarioNames } from './scenarios/scenarios';
import { countIdentities } from './security-provider';

const MOST_ADVANCE_MS = 400 * 86_400_000;

/** The last moment that a date can hold. */
const LATEST_MS = 8.64e15;
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
  mixed: z.boolean().default(false),
  rows: z.number().int().min(200).max(MOST_ROWS).default(DEFAULT_ROWS),
  ...conditionsShape,
});

const clockSchema = z.union([
  z.strictObject({ advanceMs: z.number().int().min(0).max(MOST_ADVANCE_MS) }),
  z.strictObject({ now: z.union([z.iso.datetime({ offset: true }), z.number().int().max(LATEST_MS)]) }),
]);

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
    identities: countIdentities(organization.providers, now),
  };
}

/** The control API: organizations of one's own, their clocks and their faults. */
export function createControl({ organizations, now, random, anyHost }: ControlSettings): Hono {
  const control = new Hono();
  const newId = () => randomUuid(random);
  const onOrganization = answeringFor(organizations, now);

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
    const body = await readBody(context, organizationSchema);
    if (body instanceof Response) return body;
    const { mixed, scenarios, rows } = body.data;
    if (mixed && mixtureOf(scenarios, rows) === null) {
      return refuse(
        context,
        400,
        'Not to be mixed',
        `One source cannot show ${scenarios.join(' and ')} at once.`,
      );
    }
    const { id = `sandbox-${newId().slice(-12)}`, seed, ...settings } = body.data;
    const made = organizations.create({ ...settings, id, seed: String(seed), key: `xx${newId()}` });
    if (made === 'taken')
      return refuse(context, 409, 'Id taken', `There is an organization '${id}' already.`);
    if (made === 'full') {
      return refuse(context, 507, 'No room', 'The sandbox is full, and every organization was used lately.');
    }
    // A long history is computed now, and not in the middle of what its organization is made for.
    if (body.data.scenarios.some(isSized)) await inUse(made, now, () => settleOrganization(made));
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
      const body = await readBody(context, changesSchema);
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
    '/organizations/:organization/reset',
    onOrganization(async (_, organization) =>
      Response.json(await fullView(organizations.reset(organization))),
    ),
  );

  control.post(
    '/organizations/:organization/clock',
    onOrganization(async (context, organization) => {
      const body = await readBody(context, clockSchema);
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

  control.route('/organizations/:organization/keys', keyRoutes(onOrganization, newId));
  control.route('/organizations/:organization/faults', faultRoutes(onOrganization, newId));
  control.all('*', (context) =>
    refuse(context, 404, 'No such resource', 'The control API has no such path.'),
  );
  return control;
}
