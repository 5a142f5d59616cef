import { z } from 'zod';
import { addressOf } from '../access';
import type { ApiCall, Handler } from '../api-call';
import { allowsAddress } from '../api-key';
import { invalidJson, missingParameter } from '../error-bodies';
import { readJsonObject } from '../json-body';
import { isPausedAt } from '../pause';
import { covers, type Privilege } from '../privilege';

const requestSchema = z.object({
  organizationId: z.string().optional(),
  requestedPrivilege: z.object({
    owner: z.string(),
    targetDomain: z.string(),
    type: z.string(),
    targetId: z.string().default('*'),
  }),
});

const NAME = /^[A-Z][A-Z_]*$/;

function isValid({ owner, targetDomain, type, targetId }: Privilege): boolean {
  return NAME.test(owner) && NAME.test(targetDomain) && NAME.test(type) && targetId !== '';
}

/** The result code of an evaluation (health specification); which condition goes before which is an assumption. */
function codeOf({ organization, key, request, now }: ApiCall, organizationId: string, wanted: Privilege) {
  if (organizationId !== organization.settings.id)
    return 'OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION';
  if (!isValid(wanted)) return 'OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST';
  if (!allowsAddress(key, addressOf(request))) return 'OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION';
  if (!covers(key.privileges, wanted)) return 'OPERATION_NOT_ALLOWED';
  if (wanted.type === 'VIEW') return 'OPERATION_GRANTED';
  if (organization.readOnly) return 'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY';
  if (isPausedAt(organization.pauses, now) && wanted.targetDomain === 'SOURCE')
    return 'OPERATION_FORBIDDEN_FOR_ORGANIZATION';
  return 'OPERATION_GRANTED';
}

const evaluate: Handler = async (call) => {
  const body = await readJsonObject(call.request);
  if (body instanceof Response) return body;
  if (body.requestedPrivilege === undefined) return missingParameter('requestedPrivilege');
  const parsed = requestSchema.safeParse(body);
  if (!parsed.success) return invalidJson();
  const { organizationId = call.organization.settings.id, requestedPrivilege } = parsed.data;
  const code = codeOf(call, organizationId, requestedPrivilege);
  return Response.json({
    organizationId,
    requestedPrivilege,
    approved: code === 'OPERATION_GRANTED',
    evaluationReport: { privilegeEvaluationResultCodes: [code] },
  });
};

const listMine: Handler = ({ key }) =>
  Response.json(key.privileges.map((granted) => ({ ...granted, level: 'HIGHEST' })));

/** What the token may do. */
export const privilegesHandlers = {
  'privilege.evaluate': evaluate,
  'privileges.me': listMine,
} as const satisfies Record<string, Handler>;
