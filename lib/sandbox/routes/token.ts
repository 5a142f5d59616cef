import type { Handler } from '../api-call';

const checkToken: Handler = ({ organization }) =>
  Response.json({
    client_id: 'sandbox',
    authentication: { userDetails: { organizationId: organization.settings.id } },
    authorities: [],
    aud: ['coveo'],
  });

/** What the official client's `initialize()` asks of its token. */
export const tokenHandlers = { 'oauth.checkToken': checkToken } as const satisfies Record<string, Handler>;
