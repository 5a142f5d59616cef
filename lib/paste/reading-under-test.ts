import type { Facts } from './facts';
import { readPaste } from './read-paste';
import { phrase, type Vocabulary } from './vocabulary';

/** Codes and phrases that the tests of the reader know. */
export const VOCABULARY: Vocabulary = {
  codes: [
    'INVALID_JSON',
    'UNAUTHORIZED',
    'INVALID_TOKEN',
    'ACCESS_DENIED',
    'AccessDenied',
    'SignatureDoesNotMatch',
    'INVALID_PARAMETER',
    'MISSING_PARAMETER',
    'SOURCE_DOES_NOT_EXIST',
    'TOO_MANY_REQUESTS',
    'THROTTLED_REQUEST',
    'OUT_OF_SEQUENCE_OPERATION',
  ],
  phrases: [
    phrase('request has expired', 'Request has expired'),
    phrase('blocked by the firewall', 'Request blocked for security reasons'),
    phrase('SSL connection', 'The SSL connection could not be established'),
  ],
};

/** The moment at which the tests look. */
export const NOW = '2026-11-22T12:00:00.000Z';

/** What matters of an exchange, on few lines: values without their places, and nothing that is not there. */
export type Reading = Readonly<Record<string, unknown>>;

/** What is read of a paste, an entry for each exchange. */
export function readingsOf(input: string | Uint8Array): Reading[] {
  return readPaste(input, VOCABULARY, { now: NOW }).exchanges.map(readingOf);
}

function readingOf(facts: Facts): Reading {
  const { request, response, s3, credentials, payload } = facts;
  const url = request?.url;
  const at = ([start, end]: readonly [number, number]) => facts.text.slice(start, end);
  const reading: Record<string, unknown> = {
    kind: facts.kind,
    coveo: facts.coveo?.value,
    foreign: facts.foreign?.value,
    method: request?.method?.value,
    url: url ? [url.service, url.host, url.path].join(' ') : undefined,
    parameters: url ? Object.fromEntries(url.parameters.map(({ name, value }) => [name, value])) : undefined,
    sent: request
      ? [...request.headers.map(({ name }) => name), ...(request.complete ? ['all'] : [])]
      : undefined,
    sentBody: request?.body ? at(request.body) : undefined,
    status: facts.status?.value,
    headers: response
      ? Object.fromEntries(response.headers.map(({ name, value }) => [name, value]))
      : undefined,
    body: response?.body
      ? `${response.body.format}${response.body.complete ? '' : ', cut'}: ${at(response.body.span)}`
      : undefined,
    codes: facts.codes.map(({ value, from }) => `${value} (${from})`),
    messages: facts.messages.map(({ value }) => value),
    s3: s3
      ? { code: s3.code?.value ?? null, expires: s3.expires?.value ?? null, lateMs: s3.lateMs }
      : undefined,
    phrases: facts.phrases.map(({ name }) => name),
    rows: facts.rows.read.map(
      ({ row }) => `${row.task} ${row.operation} ${row.result} ${row.item} ${JSON.stringify(row.meta)}`,
    ),
    rowsTotal: facts.rows.total || undefined,
    activities: facts.activities.map(
      ({ value }) => `${value.operation} ${value.state} ${value.result} ${value.errorCode}`,
    ),
    privileges: facts.privileges.map(({ approved, codes, targetDomain, type, targetId }) => ({
      approved,
      codes,
      targetDomain,
      type,
      targetId,
    })),
    payload: payload ? `${payload.shape} +${payload.addOrUpdate} -${payload.deletes}` : undefined,
    credentials: credentials
      ? [credentials.header, credentials.scheme, credentials.shape].filter((part) => part !== null).join(', ')
      : undefined,
    ids: facts.identifiers.map(({ name, value }) => `${name} ${value}`),
    mismatches: facts.mismatches.map(({ name }) => name),
  };
  return Object.fromEntries(Object.entries(reading).filter(([, value]) => !isNothing(value)));
}

function isNothing(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
