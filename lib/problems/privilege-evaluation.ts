import type { Facts, PrivilegeFact } from '@/lib/paste/facts';
import { isForeign, recognition } from './paste-signs';
import type { DecidingRequest, Recognition } from './problem';

/** What the result codes of a refused privilege evaluation mean (health specification; the words are ours). */
const REFUSALS: Readonly<Record<string, string>> = {
  OPERATION_NOT_ALLOWED: 'the privilege is missing',
  OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION:
    'the token belongs to another organization than the one in the path',
  OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION:
    'the token may not be used from the address that the request came from (its list of IP addresses)',
  OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY:
    'the organization is read-only, so nobody may write to it now',
  OPERATION_FORBIDDEN_FOR_ORGANIZATION: 'the organization itself may not do this',
};

/** Then the privilege may be there: what is denied is for the organization’s sake. */
const OF_THE_ORGANIZATION = /^OPERATION_FORBIDDEN_FOR_ORGANIZATION/;

const TELLS =
  'With the same token: approved true proves that the privilege is there; else the result code tells a missing privilege (OPERATION_NOT_ALLOWED) from a token of another organization, a read-only organization and a blocked address.';

/**
 * The privilege that the refused call needs, as a request to ask Coveo about it: to edit the source for pushes, to
 * view what is read for everything else (articles 43, 59 and 171).
 */
export function privilegeToEvaluate({ request }: Facts): DecidingRequest {
  const url = request?.url ?? null;
  const of = (targetDomain: string, type: string, targetId: string | null): DecidingRequest => ({
    tells: TELLS,
    call: { name: 'privilege.evaluate', targetDomain, type, targetId },
  });
  if (url === null) return of('SOURCE', 'EDIT', null);
  if (url.service === 'logs') return of('SOURCE', 'VIEW', '*');
  if (/\/activities(\/|$)/.test(url.path)) return of('ACTIVITIES', 'VIEW', '*');
  if (/\/files\/?$/.test(url.path)) return of('ORGANIZATION', 'VIEW', '*');
  if (url.service === 'platform' && request?.method?.value === 'GET') return of('SOURCE', 'VIEW', '*');
  return of('SOURCE', 'EDIT', null);
}

/** What a pasted privilege evaluation proves, when it refuses; null when there is none, or it approves. */
export function deniedByEvaluation(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  for (const evaluation of facts.privileges) {
    const code = evaluation.codes.find((known) => REFUSALS[known] !== undefined);
    const meaning = code === undefined ? undefined : REFUSALS[code];
    if (evaluation.approved === true || code === undefined || meaning === undefined) continue;
    return recognition(
      {
        confidence: OF_THE_ORGANIZATION.test(code) ? 'likely' : 'certain',
        reasons: [`The privilege evaluation${ofWhat(evaluation)} was not approved, ${code}: ${meaning}.`],
        spans: [spanOf(facts, evaluation, code)],
      },
      {
        wrongIf: 'It was evaluated with another token, or for another target, than the request that failed.',
      },
    );
  }
  return null;
}

function ofWhat({ targetDomain, type, targetId }: PrivilegeFact): string {
  const parts = [targetDomain, type, targetId].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? '' : ` of ${parts.join(' ')}`;
}

function spanOf({ text }: Facts, { span }: PrivilegeFact, code: string): PrivilegeFact['span'] {
  const at = text.slice(...span).indexOf(code);
  return at < 0 ? span : [span[0] + at, span[0] + at + code.length];
}
