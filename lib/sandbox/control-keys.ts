import { Hono } from 'hono';
import type { ApiKey } from './api-key';
import { type OnOrganization, readBody, refuse } from './control-call';
import { keySchema } from './organization-conditions';
import { addKey } from './organization-keys';

const MOST_KEYS = 200;

/** A key as the control API tells it: with its value, which Coveo's APIs never do. */
export function keyView({ id, name, value, sourceId }: ApiKey) {
  return { id, name, key: value, source: sourceId };
}

/** The keys of an organization: made and deleted, below the organization's path. */
export function keyRoutes(onOrganization: OnOrganization, newId: () => string): Hono {
  const routes = new Hono();

  routes.post(
    '/',
    onOrganization(async (context, organization) => {
      const body = await readBody(context, keySchema);
      if (body instanceof Response) return body;
      if (organization.keys.length >= MOST_KEYS)
        return refuse(context, 409, 'Too many keys', `An organization has ${MOST_KEYS} keys at most.`);
      const made = addKey(organization, body.data, newId(), organization.clock.now());
      return Response.json(keyView(made), { status: 201 });
    }),
  );

  routes.delete(
    '/:key',
    onOrganization((context, { keys }) => {
      // The first one is the organization's own.
      const index = keys.findIndex(({ id }, place) => place > 0 && id === context.req.param('key'));
      if (index === -1) return refuse(context, 404, 'No such key', 'There is no key of that id to delete.');
      keys.splice(index, 1);
      return new Response(null, { status: 204 });
    }),
  );

  return routes;
}
