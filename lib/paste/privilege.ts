import { z } from 'zod';
import type { PrivilegeFact, Span } from './facts';

const text = z.string().nullish().catch(null);
const codes = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .nullish()
  .catch(null);
const privilege = z.object({ targetDomain: text, type: text, targetId: text }).nullish().catch(null);

const wireEvaluation = z.object({
  approved: z.boolean().nullish().catch(null),
  evaluationReport: z
    .union([
      z.object({ privilegeEvaluationResultCodes: codes }),
      z.string().transform((one) => ({ privilegeEvaluationResultCodes: [one] })),
    ])
    .nullish()
    .catch(null),
  privilegeEvaluationResultCodes: codes,
  requestedPrivilege: privilege,
  requestedOperation: privilege,
});

/** The answer of the privilege evaluation (Health specification, `/rest/privilege/evaluate`); null where it is none. */
export function readPrivilege(value: unknown, span: Span): PrivilegeFact | null {
  const parsed = wireEvaluation.safeParse(value);
  if (!parsed.success) return null;
  const wire = parsed.data;
  const found =
    wire.evaluationReport?.privilegeEvaluationResultCodes ?? wire.privilegeEvaluationResultCodes ?? [];
  if (typeof wire.approved !== 'boolean' && found.length === 0) return null;
  const asked = wire.requestedPrivilege ?? wire.requestedOperation;
  return {
    approved: wire.approved ?? null,
    codes: found,
    targetDomain: asked?.targetDomain ?? null,
    type: asked?.type ?? null,
    targetId: asked?.targetId ?? null,
    span,
  };
}
