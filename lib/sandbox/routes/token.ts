import type { ApiCall, Handler } from '../api-call';
import { invalidToken } from '../error-bodies';

/** The token that a form asks about; the caller's own where there is none. */
async function askedToken({ request, key }: ApiCall): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) return key.value;
  const form = await request.formData().catch(() => null);
  const token = form?.get('token');
  return typeof token === 'string' && token !== '' ? token : key.value;
}

const checkToken: Handler = async (call) => {
  const token = await askedToken(call);
  if (token !== call.key.value && !call.keyOf(token)) return invalidToken();
  return Response.json({
    client_id: 'sandbox',
    authentication: { userDetails: { organizationId: call.organization.settings.id } },
    authorities: [],
    aud: ['coveo'],
  });
};

/** What the official client's `initialize()` asks of its token. */
export const tokenHandlers = { 'oauth.checkToken': checkToken } as const satisfies Record<string, Handler>;
