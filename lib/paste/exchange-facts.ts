import { bareStatus, codesOf, messagesOf, readResponse, statusOf } from './answer-facts';
import { credentialsOf, type PlacedCredential } from './credential-facts';
import { kindOf } from './exchange-kind';
import type { Facts, IdentifierFact, Span } from './facts';
import type { Group } from './grouping';
import { readIdentifiers, sourceIds } from './identifiers';
import type { AddressMark, Mark, SignMark } from './marks';
import { readMismatches } from './mismatches';
import { readRequest } from './request-facts';
import { readS3 } from './s3-error';
import { coveoSign, foreignSign, idSign } from './vendor';

/** What of a paste belongs to one exchange. */
export interface ExchangeInput {
  readonly group: Group;
  readonly index: number;
  readonly text: string;
  /** Where the next exchange begins. */
  readonly limit: number;
  readonly marks: Mark[];
  readonly phrases: { readonly name: string; readonly start: number; readonly end: number }[];
  readonly sources: Span[];
  readonly credentials: PlacedCredential[];
  /** The id that the whole paste is. */
  readonly bare: IdentifierFact | null;
}

/** The whole paste, as far as an exchange may look beyond itself. */
export interface PasteContext {
  /** The text without secrets; `ExchangeInput.text` is the same with plain quotes and spaces. */
  readonly text: string;
  readonly now: string | null;
  readonly addresses: readonly AddressMark[];
  readonly signs: readonly SignMark[];
}

/** The most phrases that are kept of one exchange. */
const MAX_PHRASES = 200;

/** The facts of one exchange. */
export function readExchange(input: ExchangeInput, paste: PasteContext): Facts {
  const { group, text, marks } = input;
  const fields = marks.filter((mark) => mark.type === 'field');
  const addresses = marks.filter((mark) => mark.type === 'address');
  const signs = marks.filter((mark) => mark.type === 'sign');
  const request = readRequest(text, group, fields);
  const response = readResponse(group);
  const url = request?.url ?? null;
  const foreign = foreignSign(url, signs, addresses);
  const own = coveoSign(url, response, signs, addresses);
  const inherits = own === null && foreign === null && url === null;
  const rows = {
    read: group.documents.flatMap((one) => one.rows.read),
    total: group.documents.reduce((sum, one) => sum + one.rows.total, 0),
  };
  const messages = messagesOf(group);
  const tags = group.tags?.tags ?? [];
  const identifiers = readIdentifiers({
    text,
    request,
    response,
    addresses,
    fields,
    tags,
    rows: rows.read,
    sources: sourceIds(text, input.sources),
    messages,
  });
  return {
    exchange: input.index,
    kind: input.bare === null ? kindOf(group, signs, identifiers.length) : 'identifier',
    text: paste.text,
    span: spanOf(input, response?.body?.span ?? null),
    now: paste.now,
    coveo:
      own ??
      idSign(identifiers, rows.read) ??
      (inherits ? coveoSign(null, null, paste.signs, paste.addresses) : null),
    foreign,
    request,
    response,
    status: statusOf(group) ?? bareStatus(text),
    codes: codesOf(group, marks),
    messages,
    s3: readS3(tags, url),
    phrases: input.phrases
      .slice(0, MAX_PHRASES)
      .map(({ name, start, end }) => ({ name, span: [start, end] })),
    rows,
    activities: group.documents.flatMap((one) => one.activities),
    privileges: group.documents.flatMap((one) => one.privileges),
    payload: group.documents.find((one) => one.payload !== null)?.payload ?? null,
    credentials: credentialsOf(text, group, input.credentials, request),
    identifiers: input.bare === null ? identifiers : [input.bare],
    mismatches: readMismatches(url, paste.addresses),
  };
}

/** From the first to the last character that anything was read from. */
function spanOf({ group, marks, phrases, limit }: ExchangeInput, body: Span | null): Span {
  let [start, end] = [group.start, group.end];
  for (const one of marks) [start, end] = [Math.min(start, one.start), Math.max(end, one.end)];
  for (const one of phrases) [start, end] = [Math.min(start, one.start), Math.max(end, one.end)];
  return body === null ? [start, end] : [Math.min(start, body[0]), Math.max(end, Math.min(body[1], limit))];
}
