import { redact } from '@/lib/redaction/redact';
import { chosenOf } from './chosen';
import { readAddress } from './coveo-address';
import type { HeaderFact, Span } from './facts';
import { type JsonContainer, readContainers } from './json-containers';
import { membersOf, parseJson } from './json-value';
import type { Mark } from './marks';
import { closingQuote } from './quoting';

/** What the entries of a HAR show. */
export interface HarReading {
  readonly marks: readonly Mark[];
  /** Where bodies of answers stand, in order: only there error texts are looked for. */
  readonly bodies: readonly HarBody[];
  readonly entriesLeftOut: number;
}

/** The text of an answer's body; `decoded` where the HAR holds it in base64. */
export interface HarBody {
  readonly span: Span;
  readonly decoded: string | null;
}

/** The longest body in base64 that is decoded. */
const MAX_BASE64 = 64_000;
/** Deep enough for the headers of an entry. */
const DEPTH = 4;
/** A header longer than this is read over. */
const MAX_HEADER = 20_000;

/**
 * Reads the requests and answers of a HAR's entries: at most `limit` of them, those that failed before the others, and
 * some of each status.
 */
export function readHar(text: string, entries: readonly JsonContainer[], limit: number): HarReading {
  const marks: Mark[] = [];
  const bodies: HarBody[] = [];
  const statuses = new Map<JsonContainer, string>();
  if (entries.length > limit) for (const entry of entries) statuses.set(entry, statusIn(text, entry));
  const statusOf = (entry: JsonContainer) => statuses.get(entry) ?? '';
  const chosen = chosenOf(entries, statusOf, (entry) => /^[45]/.test(statusOf(entry)), limit);
  for (const entry of chosen) readEntry(text, entry, marks, bodies);
  return { marks, bodies, entriesLeftOut: Math.max(0, entries.length - limit) };
}

const RESPONSE = '"response"';

/** The status of an entry's answer, by a look at the beginning of the answer; empty where none stands there. */
function statusIn(text: string, { start, end }: JsonContainer): string {
  const at = text.indexOf(RESPONSE, start);
  if (at === -1 || at >= end) return '';
  return /"status"\s*:\s*(\d{3})/.exec(text.slice(at, Math.min(end, at + 400)))?.[1] ?? '';
}

function readEntry(text: string, entry: JsonContainer, marks: Mark[], bodies: HarBody[]): void {
  const containers = readContainers(text, entry.start, entry.end, DEPTH);
  const named = (key: string, parent: number) =>
    containers.findIndex((one) => one.key === key && one.parent === parent);
  const requestAt = named('request', 0);
  const responseAt = named('response', 0);
  const request = containers[requestAt];
  if (request === undefined) return;
  const address = valueAt(text, request, /"url"\s*:\s*"/);
  const url = address === null ? null : readAddress(text, address);
  const verb = valueAt(text, request, /"method"\s*:\s*"/);
  const method = verb === null ? null : /^[A-Z]{3,7}/.exec(text.slice(verb, verb + 8))?.[0];
  const post = containers[named('postData', requestAt)];
  const body = post === undefined ? null : textOf(text, post);
  marks.push({
    type: 'request',
    from: 'line',
    start: entry.start,
    end: entry.start + 1,
    request: {
      method: method && verb !== null ? { value: method, span: [verb, verb + method.length] } : null,
      url,
      headers: headersIn(text, containers, named('headers', requestAt)),
      complete: true,
      body,
    },
  });
  const response = containers[responseAt];
  if (response === undefined) return;
  const at = valueAt(text, response, /"status"\s*:\s*/);
  const status = at === null ? null : /^[1-5]\d\d/.exec(text.slice(at, at + 3))?.[0];
  const content = containers[named('content', responseAt)];
  const shown = content === undefined ? null : textOf(text, content);
  const encoded =
    shown !== null &&
    content !== undefined &&
    /"encoding"\s*:\s*"base64"/.test(text.slice(content.start, shown[0]) + text.slice(shown[1], content.end));
  const decoded = shown !== null && encoded ? decodeBase64(text.slice(...shown)) : null;
  if (at !== null && status) {
    marks.push({
      type: 'status',
      form: 'line',
      start: entry.start + 1,
      end: entry.end,
      value: Number(status),
      span: [at, at + 3],
      headers: headersIn(text, containers, named('headers', responseAt)),
      body:
        shown === null || shown[0] === shown[1]
          ? null
          : { format: formatOf(decoded ?? text.slice(...shown)), span: shown, complete: true },
    });
  }
  if (shown !== null) bodies.push({ span: shown, decoded });
}

function valueAt(text: string, { start, end }: JsonContainer, key: RegExp): number | null {
  const found = key.exec(text.slice(start, end));
  return found === null ? null : start + found.index + found[0].length;
}

/** Where the string of a member `text` stands. */
function textOf(text: string, container: JsonContainer): Span | null {
  const from = valueAt(text, container, /"text"\s*:\s*"/);
  if (from === null) return null;
  const closing = closingQuote(text, from, { mark: '"', depth: 0, length: 1 }, container.end);
  return [from, closing === -1 ? container.end : closing];
}

function headersIn(text: string, containers: readonly JsonContainer[], list: number): HeaderFact[] {
  if (list === -1) return [];
  return containers.flatMap(({ parent, start, end }) => {
    if (parent !== list || end - start > MAX_HEADER) return [];
    const { name, value } = membersOf(parseJson(text.slice(start, end))) ?? {};
    return typeof name === 'string' && typeof value === 'string'
      ? [{ name: name.toLowerCase(), value, span: [start, end] as const }]
      : [];
  });
}

function formatOf(body: string): 'json' | 'xml' | 'html' | 'text' {
  const head = body.slice(0, 60).replace(/^(?:\s|\\[nrt]|\\ufeff)+/, '');
  if (/^[{[]/.test(head)) return 'json';
  if (/^<(?:!doctype|html)/i.test(head)) return 'html';
  return head.startsWith('<') ? 'xml' : 'text';
}

function decodeBase64(text: string): string | null {
  if (text.length > MAX_BASE64 || !/^[A-Za-z0-9+/=\s]*$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    // What was encoded was not seen when the paste lost its secrets.
    return redact(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
