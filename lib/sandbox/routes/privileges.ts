import { z } from 'zod';
import type { Handler } from '../api-call';
import { invalidJson, missingParameter } from '../error-bodies';
import { readJsonObject } from '../json-body';

/** What the key of a sandbox organization may do. */
const GRANTED = [
  { targetDomain: 'ORGANIZATION', type: 'VIEW' },
  { targetDomain: 'SOURCE', type: 'VIEW' },
  { targetDomain: 'SOURCE', type: 'EDIT' },
  { targetDomain: 'ACTIVITIES', type: 'VIEW' },
  { targetDomain: 'FIELD', type: 'VIEW' },
  { targetDomain: 'FIELD', type: 'CREATE' },
  { targetDomain: 'FIELD', type: 'EDIT' },
] as const;

const requestSchema = z.object({
  organizationId: z.string().optional(),
  requestedPrivilege: z.object({
    owner: z.string(),
    targetDomain: z.string(),
    type: z.string(),
    targetId: z.string().optional(),
  }),
});

const evaluate: Handler = async ({ request, organization }) => {
  const body = await readJsonObject(request);
  if (body instanceof Response) return body;
  if (body.requestedPrivilege === undefined) return missingParameter('requestedPrivilege');
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) return invalidJson();
  const { organizationId = organization.settings.id, requestedPrivilege } = parsed.data;
  const isOwn = organizationId === organization.settings.id;
  const isGranted = GRANTED.some(
    ({ targetDomain, type }) =>
      targetDomain === requestedPrivilege.targetDomain && type === requestedPrivilege.type,
  );
  const code = !isOwn
    ? 'OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION'
    : isGranted
      ? 'OPERATION_GRANTED'
      : 'OPERATION_NOT_ALLOWED';
  return Response.json({
    organizationId,
    requestedPrivilege,
    approved: isOwn && isGranted,
    evaluationReport: { privilegeEvaluationResultCodes: [code] },
  });
};

const listMine: Handler = () =>
  Response.json(
    GRANTED.map((privilege) => ({ owner: 'PLATFORM', ...privilege, targetId: '*', level: 'HIGHEST' })),
  );

/** What the token may do. */
export const privilegesHandlers = {
  'privilege.evaluate': evaluate,
  'privileges.me': listMine,
} as const satisfies Record<string, Handler>;
