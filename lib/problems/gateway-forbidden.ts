import type { Fact, Facts, HeaderFact } from '@/lib/paste/facts';
import { ARTICLE_95 } from './article';
import { SAYS_ONLY_THE_STATUS } from './error-signs';
import { isFirewallAnswer } from './firewall-block';
import { isForeign, serviceOf } from './paste-signs';
import type { DecidingRequest, Problem, Recognition } from './problem';

const ASK_PLATFORM: DecidingRequest = {
  tells:
    'An answer of 200 shows that the token and the organization are right, so look at host, path and method; 401 or 403 there points to the token.',
  call: { name: 'organization.status' },
};

const WRONG_IF = 'A code such as ACCESS_DENIED stands in the whole answer: then it is about privileges.';

/** A message with which Amazon’s API gateway refuses a call by itself, and what it most likely means. */
interface GatewayMessage {
  readonly pattern: RegExp;
  readonly meaning: string;
  /** Whether it was seen as the Push API’s answer; the others are only known of such gateways. */
  readonly isCoveos: boolean;
}

const GATEWAY_MESSAGES: readonly GatewayMessage[] = [
  {
    pattern: /^forbidden\.?$/i,
    meaning:
      'The answer says “Forbidden” and names no code: most likely the gateway in front of the Push API, not a missing privilege.',
    isCoveos: true,
  },
  {
    pattern: /^missing authentication token\.?$/i,
    meaning:
      'The gateway says “Missing Authentication Token”: that is most likely its answer to a path or method that it does not know (inferred), whether a token was sent or not.',
    isCoveos: false,
  },
  {
    pattern: /^user is not authorized to access this resource/i,
    meaning:
      'The gateway’s own check of the token refused the call, in the words of Amazon’s gateway (inferred).',
    isCoveos: false,
  },
];

const COVEO_SERVICES = ['push', 'logs', 'platform', 'sandbox', 'other Coveo'];
const GATEWAY_ERROR_TYPES = ['forbiddenexception', 'missingauthenticationtokenexception'];

function recognise(facts: Facts): Recognition | null {
  if (facts.s3 !== null || isForeign(facts) || isFirewallAnswer(facts)) return null;
  if (facts.status !== null && facts.status.value !== 403) return null;
  const isCoveos = facts.coveo !== null || COVEO_SERVICES.includes(serviceOf(facts) ?? '');
  if (facts.codes.some(({ value }) => namesAnotherReason(value, isCoveos))) return null;
  // An API of Amazon’s without any sign of Coveo may be anybody’s.
  const errorType = isCoveos ? gatewayErrorType(facts) : null;
  const said = gatewayMessage(facts);
  if (errorType === null && said === null) return null;
  const isFitting = isCoveos || (facts.status !== null && said?.isCoveos === true);
  return {
    confidence: errorType !== null ? 'certain' : isFitting ? 'likely' : 'possible',
    reasons: [
      ...(said === null ? [] : [said.meaning]),
      ...(errorType === null
        ? []
        : [`The header \`x-amzn-errortype\` names the gateway’s own refusal (${errorType.value}).`]),
    ],
    spans: [
      ...(facts.status === null ? [] : [facts.status.span]),
      ...(said === null ? [] : [said.message.span]),
      ...(errorType === null ? [] : [errorType.span]),
    ],
    wrongIf: WRONG_IF,
    decidedBy: ASK_PLATFORM,
    retryAfter: null,
  };
}

/** A number that repeats the status is no code, nor is what a client puts there where it found none. */
function namesAnotherReason(code: string, isCoveos: boolean): boolean {
  const plain = code.trim().toLowerCase();
  if (isCoveos && (plain === 'forbidden' || plain === 'unknown')) return false;
  return plain !== '403' && !GATEWAY_ERROR_TYPES.includes(plain);
}

function gatewayErrorType({ response }: Facts): HeaderFact | null {
  const header = response?.headers.find(({ name }) => name === 'x-amzn-errortype');
  const type = header?.value.split(':')[0]?.trim().toLowerCase() ?? '';
  return header !== undefined && GATEWAY_ERROR_TYPES.includes(type) ? header : null;
}

function gatewayMessage(facts: Facts): (GatewayMessage & { message: Fact<string> }) | null {
  for (const message of facts.messages) {
    const known = GATEWAY_MESSAGES.find(({ pattern }) => pattern.test(message.value.trim()));
    if (known && !isNested(facts, message) && !isExplained(facts, message)) return { ...known, message };
  }
  return null;
}

/** The gateway’s message stands in the body itself; one in an object named `error` is another API’s. */
function isNested({ text }: Facts, { span }: Fact<string>): boolean {
  const brace = text.lastIndexOf('{', span[0]);
  return (
    brace !== -1 &&
    /["']errors?\\*["']\s{0,4}:\s{0,4}\[?\s{0,4}$/i.test(text.slice(Math.max(0, brace - 30), brace))
  );
}

/** The gateway's body holds its message alone: where another stands beside it, a framework names the status so. */
function isExplained({ messages, text }: Facts, { value, span }: Fact<string>): boolean {
  return messages.some((other) => {
    const [start, end] = other.span[0] < span[0] ? [other.span[1], span[0]] : [span[1], other.span[0]];
    return (
      other.value !== value &&
      !SAYS_ONLY_THE_STATUS.test(other.value) &&
      end - start < 500 &&
      !/[{}]/.test(text.slice(start, end))
    );
  });
}

/**
 * The gateway in front of the Push API refuses a call by itself, with a message and no code (a captured answer; that
 * it is the gateway’s is inferred from its form, which is that of Amazon’s API gateway).
 */
export const gatewayForbidden: Problem = {
  id: 'gateway-forbidden',
  words: {
    title: 'Refused by the gateway',
    whatHappened:
      'A call got `403` with `{"message":"Forbidden"}` and no `errorCode`. A refusal for want of privileges carries the code `ACCESS_DENIED`; this one most likely comes from the gateway in front of the Push API, which refused the call before the API saw it.',
    cause:
      'Likely one of these: a path or a method that does not exist there, the host of another region or service, or a token that the gateway could not use.',
    fix: [
      'Compare the path letter by letter: `/push/v1/organizations/{organizationId}/sources/{sourceId}/documents`, without a missing or doubled `/`.',
      'Use the Push API’s host of the organization’s region: `api.cloud.coveo.com`, `api-ca.cloud.coveo.com`, `api-eu.cloud.coveo.com`, `api-au.cloud.coveo.com`, or `apihipaa.cloud.coveo.com`.',
      'Check the method: items and batches are `PUT`, deletes `DELETE`, file containers and the source status `POST`.',
      'Check the header `Authorization: Bearer <token>`: one `Bearer`, one blank, a token of this organization.',
      'If all of it is right, send the call once more with `curl -v` and give Coveo Support the request id from the headers of the answer.',
    ],
    mistakes: [
      'Granting more privileges: nothing in this answer says that any were looked at.',
      'Sending pushes to `platform.cloud.coveo.com` or to an organization’s own address: the Push API has hosts by region only.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_95,
    unsure:
      'Coveo does not document this answer: that it comes from the gateway, and from what, is inferred from its form.',
  },
  signs: { statuses: [403], codes: ['ForbiddenException'] },
  example: `> PUT /push/v1/organisations/exampleorg/sources/abc-exampleorg/documents/batch?fileId=1234 HTTP/1.1
> Host: api.cloud.coveo.com
> Authorization: Bearer $COVEO_TOKEN
>
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
< x-amzn-ErrorType: ForbiddenException
<
{"message":"Forbidden"}`,
  paste: { codes: [], phrases: [], recognise },
  later: [],
};
