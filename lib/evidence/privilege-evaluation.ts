import { z } from 'zod';

/** Coveo's answer to whether our own token may do something (`/rest/privilege/evaluate`, health specification). */
export interface PrivilegeEvaluation {
  readonly approved: boolean;
  /** Result codes such as OPERATION_GRANTED; some speak of the token, some of the whole organization. */
  readonly codes: readonly string[];
}

const wireEvaluation = z.object({
  approved: z.boolean(),
  evaluationReport: z
    .object({ privilegeEvaluationResultCodes: z.array(z.string()).nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** A privilege evaluation from the wire; null when the answer does not say whether it was approved. */
export function readPrivilegeEvaluation(value: unknown): PrivilegeEvaluation | null {
  const parsed = wireEvaluation.safeParse(value);
  if (!parsed.success) return null;
  const { approved, evaluationReport } = parsed.data;
  return { approved, codes: evaluationReport?.privilegeEvaluationResultCodes ?? [] };
}
