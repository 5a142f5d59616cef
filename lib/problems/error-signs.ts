import type { CodeFact, Facts, Span } from '@/lib/paste/facts';
import type { Phrase } from '@/lib/paste/vocabulary';
import { isInProgram, isListOfCodes } from './code-mention';
import {
  beside,
  hasSucceeded,
  isForeign,
  isInsideRecords,
  isWholeText,
  quoted,
  saidOf,
  serviceOf,
} from './paste-signs';
import type { Claim, PasteDoor } from './problem';

/** What gives an error of Coveo's APIs away as one problem. */
export interface ErrorSigns {
  /** Codes that only Coveo writes. */
  readonly codes?: readonly string[];
  /** Codes that other services write too: as a word of a text they need a sign of Coveo, or the status, beside them. */
  readonly genericCodes?: readonly string[];
  /** HTTP statuses that the error comes with; none for what the pipeline says after the call has succeeded. */
  readonly statuses: readonly number[];
  /** Wordings that mean nothing else. */
  readonly plain?: readonly Phrase[];
  /** Wordings that mean it only where the status is the error's, or something in the text is Coveo's. */
  readonly fitting?: readonly Phrase[];
  /** How much the status alone says where the answer is Coveo's; nothing when left out. */
  readonly alone?: Claim;
}

/** A sign that was found: the characters, how sure it makes the problem, and why in sentences. */
export interface Sign {
  readonly by: 'code' | 'message' | 'status';
  readonly confidence: Claim;
  readonly reasons: readonly string[];
  readonly spans: readonly Span[];
}

/** Messages that repeat the status in words, and so name no error. */
export const SAYS_ONLY_THE_STATUS =
  /^(bad request|unauthorized|not found|precondition failed|request failed with status code \d{3}|\d{3})\.?$/i;

/** Codes that are names of HTTP statuses in many libraries: as a word of a text they say nothing by themselves. */
const STATUS_NAMES: readonly string[] = [
  'UNAUTHORIZED',
  'REQUEST_ENTITY_TOO_LARGE',
  'REQUEST_TOO_LARGE',
  'PAYLOAD_TOO_LARGE',
  'CONTENT_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_ERROR',
  'INTERNAL_SERVER_ERROR',
  'BAD_GATEWAY',
  'SERVICE_UNAVAILABLE',
  'GATEWAY_TIMEOUT',
];

/** A paste door whose vocabulary is all that its signs name. */
export function errorDoor(signs: ErrorSigns, recognise: PasteDoor['recognise']): PasteDoor {
  return {
    codes: [...(signs.codes ?? []), ...(signs.genericCodes ?? [])],
    phrases: [...(signs.plain ?? []), ...(signs.fitting ?? [])],
    recognise,
  };
}

/**
 * The strongest sign of an API error in an exchange: a code before a wording before the status alone. Null when
 * there is none, the call succeeded, or the exchange is another vendor's or an error of S3.
 */
export function readSign(facts: Facts, signs: ErrorSigns): Sign | null {
  if (isForeign(facts) || facts.s3 !== null) return null;
  if (hasSucceeded(facts) && !isOfPipeline(signs)) return null;
  const code = codeSign(facts, signs);
  if (code !== null && !isListOfCodes(facts)) return code;
  const message = messageSign(facts, signs);
  const alone = statusSign(facts, signs);
  const status = alone !== null && isListOfCodes(facts) ? null : alone;
  if (message === null) return status;
  return status?.confidence === 'certain' ? { ...message, confidence: 'certain' } : message;
}

function codeSign(facts: Facts, signs: ErrorSigns): Sign | null {
  const generic = signs.genericCodes ?? [];
  const ours = facts.codes.filter(
    ({ value, span }) =>
      [...(signs.codes ?? []), ...generic].includes(plainCode(value)) && !isInsideRecords(facts, span),
  );
  const field = ours.find(({ from }) => from === 'field');
  const code = field ?? ours[0];
  if (code === undefined) return null;
  const confidence = field
    ? fieldConfidence(facts, field, signs)
    : wordConfidence(facts, code, signs, generic.includes(plainCode(code.value)));
  if (confidence === null) return null;
  const status = statusReason(facts, signs);
  return {
    by: 'code',
    confidence,
    reasons: [
      field
        ? `The error’s code is \`${code.value}\`.`
        : `The code ${code.value} stands in the text${beside(facts)}.`,
      ...status.reasons,
    ],
    spans: [code.span, ...status.spans],
  };
}

/** A field named like Coveo's `errorCode` needs nothing more; one named `code` or `type` is every service's. */
function fieldConfidence(facts: Facts, { value, span }: CodeFact, signs: ErrorSigns): Claim {
  const isOurs = signs.codes?.includes(plainCode(value)) || facts.coveo !== null;
  // In small letters some codes are OAuth's (RFC 6750), and so any service's.
  if (value !== plainCode(value)) return isOurs ? 'likely' : 'possible';
  const isCoveos =
    isOurs || /error[ _-]?code[\\"'“”\s:=>]*$/i.test(facts.text.slice(Math.max(0, span[0] - 30), span[0]));
  return isCoveos ? 'certain' : 'likely';
}

/** A word of a text may only be a mention: a list of codes says nothing, a generic one little. */
function wordConfidence(
  facts: Facts,
  { value, span }: CodeFact,
  signs: ErrorSigns,
  isGeneric: boolean,
): Claim | null {
  if (isInProgram(facts, span)) return null;
  if (rivalCode(facts, signs) !== null) return 'possible';
  if (facts.coveo !== null) return facts.kind === 'prose' ? 'likely' : 'certain';
  if (!isGeneric || isWholeText(facts, span) || !STATUS_NAMES.includes(plainCode(value))) return 'likely';
  return hasStatus(facts, signs) ? 'possible' : null;
}

function messageSign(facts: Facts, signs: ErrorSigns): Sign | null {
  if (rivalCode(facts, signs) !== null) return null;
  const said = saidOf(facts, signs.plain ?? []) ?? saidOf(facts, signs.fitting ?? []);
  if (said === null || isInsideRecords(facts, said.span)) return null;
  const fits = hasStatus(facts, signs);
  const isPlain = signs.plain?.some(({ name }) => name === said.name) ?? false;
  const isFree = facts.status === null || isOfPipeline(signs);
  const confidence = isPlain
    ? isFree || fits
      ? 'likely'
      : 'possible'
    : fittingConfidence(facts, fits, isFree);
  if (confidence === null) return null;
  const status = statusReason(facts, signs);
  return {
    by: 'message',
    confidence,
    reasons: [`The text says “${quoted(facts, said.span)}”${beside(facts)}.`, ...status.reasons],
    spans: [said.span, ...status.spans],
  };
}

function fittingConfidence({ coveo }: Facts, fits: boolean, isFree: boolean): Claim | null {
  if (coveo !== null) return isFree || fits ? 'likely' : null;
  return fits ? 'possible' : null;
}

function statusSign(facts: Facts, signs: ErrorSigns): Sign | null {
  const { alone } = signs;
  if (alone === 'possible' && saysMore(facts)) return null;
  if (alone === undefined || !isStatusAlone(facts, signs) || facts.coveo === null || facts.status === null)
    return null;
  const isAnswer = ['push', 'logs', 'platform', 'sandbox', 'upload'].includes(serviceOf(facts) ?? '');
  return {
    by: 'status',
    confidence: alone === 'certain' && !isAnswer ? 'likely' : alone,
    reasons: [`The status is ${facts.status.value}${beside(facts)}, and no code is shown that says more.`],
    spans: [facts.status.span],
  };
}

/** Whether a message or a known code is there, so that a guess from the status alone would leave it out. */
function saysMore({ messages, codes }: Facts): boolean {
  return (
    messages.some(({ value }) => !SAYS_ONLY_THE_STATUS.test(value)) ||
    codes.some(({ from }) => from === 'word')
  );
}

/** Whether the status is one of the error's, and no code names another one; not for Coveo's other services. */
function isStatusAlone(facts: Facts, signs: ErrorSigns): boolean {
  return hasStatus(facts, signs) && rivalCode(facts, signs) === null && serviceOf(facts) !== 'other Coveo';
}

function isOfPipeline({ statuses }: ErrorSigns): boolean {
  return statuses.length === 0;
}

function hasStatus({ status }: Facts, { statuses }: ErrorSigns): boolean {
  return status !== null && statuses.includes(status.value);
}

function statusReason(facts: Facts, signs: ErrorSigns): { reasons: string[]; spans: Span[] } {
  const { status } = facts;
  if (status === null || isOfPipeline(signs)) return { reasons: [], spans: [] };
  return hasStatus(facts, signs)
    ? { reasons: [`Its status ${status.value} fits.`], spans: [status.span] }
    : { reasons: [`The status ${status.value} is not the usual one.`], spans: [] };
}

/** A code in a field that names another error than ours; class names of clients and numbers name none. */
export function rivalCode(facts: Facts, signs: ErrorSigns): CodeFact | null {
  const ours = [...(signs.codes ?? []), ...(signs.genericCodes ?? [])];
  return (
    facts.codes.find(
      ({ value, from, span }) =>
        from === 'field' &&
        !ours.includes(plainCode(value)) &&
        (/^(?!ERR_)[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(value) ||
          /^([A-Z][a-z0-9]+){2,}$(?<!Error|Exception)/.test(value) ||
          value === 'UNAUTHORIZED') &&
        !isInsideRecords(facts, span),
    ) ?? null
  );
}

function plainCode(value: string): string {
  return value.toUpperCase().replace(/[\s-]+/g, '_');
}
