import { type ApiKey, hasEnded } from '@/lib/evidence/api-key';
import type { Evidence } from '@/lib/evidence/evidence';
import { DAY_MS, type TimeWindow, toMs } from '@/lib/evidence/time';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { keysOf, lastPush, lastPushText, noneSince } from './customer-keys';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { type Finding, NO_ITEMS } from './finding';
import { stepOf } from './mismatch-step';
import { REQUEST_EXPIRED, recognition, saidOf } from './paste-signs';
import { formatDuration, formatMoment } from './phrasing';
import { deniedByEvaluation, privilegeToEvaluate } from './privilege-evaluation';
import type { Detection, Observed, Problem, Recognition } from './problem';

const SIGNS: ErrorSigns = {
  genericCodes: ['ACCESS_DENIED'],
  statuses: [403],
  fitting: [
    phrase('access is denied', 'access (?:is|was) denied'),
    phrase('access denied', 'access denied'),
    phrase('token does not grant', 'token does not (?:grant|have)'),
    phrase('key does not grant', 'key does not (?:grant|have)'),
    phrase('insufficient privileges', 'insufficient (?:privileges?|permissions?)'),
    phrase('lacks privileges', 'lacks (?:the )?(?:required |necessary |sufficient )?privileges?'),
    phrase('lack of privileges', 'lack (?:of )?(?:the )?(?:required |necessary |sufficient )?privileges?'),
    phrase('not enough privileges', 'not (?:have )?(?:enough|sufficient) privileges'),
    phrase('missing privilege', 'missing (?:the )?(?:required )?privileges?'),
  ],
  alone: 'possible',
};

const CANNOT_TELL =
  'A 403 means a missing privilege, or an organization or source id that the token does not reach: the text does not tell which.';

function recognise(facts: Facts): Recognition | null {
  const evaluated = deniedByEvaluation(facts);
  if (evaluated !== null) return evaluated;
  if (saidOf(facts, [REQUEST_EXPIRED]) !== null || isOtherGate(facts)) return null;
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  const misfit = facts.mismatches[0];
  return recognition(sign, {
    confidence: sign.by === 'status' && misfit !== undefined ? 'likely' : sign.confidence,
    reasons: [...sign.reasons, misfit?.text ?? CANNOT_TELL],
    spans: misfit === undefined ? sign.spans : [...sign.spans, misfit.span],
    ...(misfit === undefined ? {} : { inRequest: stepOf(misfit) }),
    wrongIf: 'A privilege evaluation with the same token approves the operation on this source.',
    decidedBy: privilegeToEvaluate(facts),
  });
}

/** The firewall's and the gateway's own 403, and pages of proxies, say nothing about privileges. */
function isOtherGate({ response, messages, codes }: Facts): boolean {
  const coded = codes.some(({ value, from }) => from === 'field' && value.toUpperCase() === 'ACCESS_DENIED');
  const headers = response?.headers ?? [];
  const format = response?.body?.format;
  return (
    headers.some(({ name }) => name === 'x-coveo-waf-action' || name === 'x-amzn-errortype') ||
    format === 'html' ||
    format === 'xml' ||
    (!coded &&
      messages.some(({ value }) => /^(forbidden|missing authentication token)\.?$/i.test(value.trim())))
  );
}

/** A key that lacks a privilege is not spoken of before it has been there so long without a push (an assumption). */
export const UNUSED_KEY_MS = DAY_MS;

/** Result codes of a privilege evaluation that hold for every token of the organization (health specification). */
const READ_ONLY = 'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY';

/**
 * About everybody's tokens, or the customer's key, never about our own: the organization is read-only, or a key that
 * was made for this source may not view the organization, and no push came since it was made.
 */
function detect(observed: Observed): Detection {
  const { evidence } = observed;
  if (isReadOnly(evidence)) return { state: 'found', findings: [readOnlyFinding(evidence)] };
  const { keys, privileges, organization } = evidence.coverage.parts;
  // Whatever part could not be read says itself that this was not checked.
  if ([keys, privileges, organization].some(({ state }) => state !== 'complete')) return { state: 'clear' };
  if (evidence.source === null) return { state: 'not checked', why: 'The source itself was not read.' };
  const made = keysOf(evidence);
  if (made.length === 0) {
    return {
      state: 'not checked',
      why: 'No API key of the organization may edit this source: what another kind of token may do is not shown.',
    };
  }
  const narrow = made.filter((key) => isNarrow(key, evidence));
  if (narrow.length === 0) return { state: 'clear' };
  const last = lastPush(observed);
  if (last === 'unknown') {
    return {
      state: 'not checked',
      why: 'An API key of this source may not view the organization; whether anything was pushed since it was made is not known, because not all log rows were read.',
    };
  }
  const suspects = narrow.map(({ name, id, createdAt }) => {
    const made = createdAt ?? evidence.now;
    return { finding: narrowFinding({ name, id }, made, last), noneSince: noneSince(last, made, 0) };
  });
  const findings = suspects.flatMap((suspect) => (suspect.noneSince === true ? [suspect.finding] : []));
  if (findings.length > 0) return { state: 'found', findings };
  if (suspects.every((suspect) => suspect.noneSince === false)) return { state: 'clear' };
  return {
    state: 'not checked',
    why: `An API key of this source may not view the organization, and whether anything was pushed since it was made is not known. ${lastPushText(last)}`,
  };
}

function isReadOnly({ organization, privileges }: Evidence): boolean {
  return organization?.readOnly === true || privileges?.codes.includes(READ_ONLY) === true;
}

function isNarrow(key: ApiKey, { source, now }: Evidence): boolean {
  const { viewsOrganization, edits, createdAt } = key;
  return (
    !viewsOrganization &&
    source !== null &&
    edits.includes(source.id) &&
    !hasEnded(key, now) &&
    createdAt !== null &&
    toMs(now) - toMs(createdAt) > UNUSED_KEY_MS
  );
}

const NO_ROWS = { evidence: [], evidenceTotal: 0, rows: [], activities: [], items: NO_ITEMS } as const;

/** That it makes the source fail is rule 1 of the verdict. */
function readOnlyFinding({ now, organization }: Evidence): Finding {
  return {
    problem: 'access-denied',
    key: 'read-only',
    title: 'The organization is read-only: it takes no push',
    severity: 'error',
    impact: 'failing',
    confidence: 'likely',
    confidenceReason:
      'That the organization is read-only is certain; that its pushes are refused with 403 is inferred from the codes of Coveo’s privilege evaluation.',
    count: 1,
    unit: 'operations',
    measure: '1 organization',
    firstSeen: now,
    lastSeen: now,
    ...NO_ROWS,
    text: `${organization?.readOnly ? 'Coveo’s status of the organization says read-only' : 'Coveo’s privilege evaluation says that the organization is read-only'}: whoever pushes is denied, whatever the key may do. Denied calls leave no row.`,
    assumptions: [],
  };
}

function narrowFinding(
  key: Pick<ApiKey, 'id' | 'name'>,
  createdAt: string,
  last: TimeWindow | null,
): Finding {
  return {
    problem: 'access-denied',
    key: key.id,
    title: `API key “${key.name}” may not view the organization, and no push came since it was made ${formatMoment(createdAt)}`,
    severity: 'warning',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason: 'Which key a job pushes with no log records: that it is this one is inferred.',
    count: 1,
    unit: 'operations',
    measure: '1 API key',
    firstSeen: createdAt,
    lastSeen: createdAt,
    ...NO_ROWS,
    text: `“${key.name}” may edit this source, but not view the organization, which a file container needs: its batches are refused with 403 before they begin, and leave no row. ${lastPushText(last)}`,
    assumptions: [`Said of keys that are older than ${formatDuration(UNUSED_KEY_MS)}.`],
  };
}

/** The token is known, and may not do what was asked (article 95; privileges of articles 43, 78 and 171). */
export const accessDenied: Problem = {
  id: 'access-denied',
  words: {
    title: 'Access denied',
    whatHappened:
      'Coveo knows the token and refused the operation with 403 `ACCESS_DENIED`: the token may not do this to this organization or source.',
    cause:
      'The API key or user lacks the privilege to edit this source or to view the organization. Or the privilege is there, and the organization or source id in the path is not the one that it is for: that gives the same 403.',
    fix: [
      'Compare the ids in the path with the Administration Console: `organizations/{organizationId}` and `sources/{sourceId}`. A source id begins or ends with its organization’s id.',
      'Ask Coveo with the same token: `POST /rest/privilege/evaluate` for `SOURCE`, `EDIT` and this source; its result code tells a missing privilege from a wrong organization, a read-only one or a blocked address.',
      'Privilege missing: an administrator gives the key Edit on this source and View on the organization, or creates a key from the source’s own page.',
      'Send the request again. The answer is about privileges, so the body need not change.',
    ],
    mistakes: [
      'Using a search or analytics key to push.',
      'Using a key that was created from another source’s page: it edits that source only.',
      'Taking every 403 for this one: the upload address of a file container, the API gateway and the firewall have their own.',
    ],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: article95('403 - ACCESS_DENIED'),
    unsure:
      'That a wrong organization or source id gives this 403 too comes from a client of Coveo Labs, not from the documentation.',
  },
  signs: { statuses: [403], codes: ['ACCESS_DENIED'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents/batch?fileId=00000000-0000-4000-8000-000000000001
HTTP/1.1 403 Forbidden
{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['organization', 'privileges', 'keys'], fromPart: true, detect },
  later: [],
};
