import type { Context } from 'hono';
import { z } from 'zod';
import { problem } from './error-bodies';
import { inUse, type Organization } from './organization';
import type { Organizations } from './organizations';

/** A refusal of the control API: RFC 9457, with the path that was called. */
export function refuse(context: Context, status: number, title: string, detail: string): Response {
  return problem(status, title, detail, context.req.path);
}

/** The JSON body of a call by a schema, an empty one as an empty object; or the refusal (400). */
export async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<{ data: T } | Response> {
  const text = await context.req.text();
  let body: unknown;
  try {
    body = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return refuse(context, 400, 'Not JSON', 'The body could not be read as JSON.');
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed : refuse(context, 400, 'Not understood', z.prettifyError(parsed.error));
}

/** Makes the handler of a path that names an organization, from what is to be done with it. */
export type OnOrganization = (
  act: (context: Context, organization: Organization) => Response | Promise<Response>,
) => (context: Context) => Response | Promise<Response>;

/** Finds the organization of a path, which is in use until the call is answered, or refuses the call (404). `now` is real time. */
export function answeringFor(organizations: Organizations, now: () => number): OnOrganization {
  return (act) => (context) => {
    const id = context.req.param('organization') ?? '';
    const organization = organizations.get(id);
    if (!organization)
      return refuse(context, 404, 'No such organization', `There is no organization '${id}'.`);
    return inUse(organization, now, () => act(context, organization));
  };
}
