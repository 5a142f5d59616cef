import type { CredentialFacts } from './facts';
import { readField, readValue } from './field';
import { shadowOf } from './shadow';

/** An Authorization header as it stood in the paste, told without its value. */
export interface ObservedCredential {
  readonly scheme: string | null;
  readonly shape: CredentialFacts['shape'];
}

const NAME = /authorization/gi;
/** HAR's way to write a header. */
const HAR_VALUE = /^["']?\s{0,10},\s{0,40}\\{0,7}["']value\\{0,7}["']\s{0,10}:\s{0,10}/;

/** How much of the text is looked at before the name of a header, and from it on. */
const BEFORE = 12;
const BEHIND = 1_200;
/** Quotes and blanks of word processors matter as far as this: what is longer is a token. */
const NEAR = 200;

/** Where the names of Authorization headers stand in a text, in order. */
export function authorizationNames(text: string): number[] {
  const names: number[] = [];
  NAME.lastIndex = 0;
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const { index } = match;
    const isPart =
      /[\w-]$/.test(text.slice(Math.max(0, index - 1), index)) &&
      !/\\[nrt]$/.test(text.slice(Math.max(0, index - 2), index));
    if (!isPart) names.push(index);
  }
  return names;
}

/** An Authorization header at its place. */
export interface PlacedHeader {
  readonly start: number;
  readonly end: number;
  readonly observed: ObservedCredential;
}

/** The Authorization header whose name begins at an offset, with what its value shows; null where no value stands. */
export function observeCredential(text: string, start: number): PlacedHeader | null {
  const from = Math.max(0, start - BEFORE);
  const near = shadowOf(text.slice(from, start + NEAR));
  const header = headerAt(near + text.slice(start + NEAR, start + BEHIND), start - from);
  return header === null
    ? null
    : { start: header.start + from, end: header.end + from, observed: header.observed };
}

const LENGTH = 'authorization'.length;

function headerAt(text: string, start: number): PlacedHeader | null {
  const end = start + LENGTH;
  const har = HAR_VALUE.exec(text.slice(end, end + 80));
  const field =
    har === null ? readField(text, start, end) : readValue(text, start, end + har[0].length, true, false);
  const nextLine = field !== null && !field.quoted && text.slice(end, field.span[0]).includes('\n');
  const empty = field === null && /^["']?\s?:[ \t]*(?=["']|\r?\n|$)/.test(text.slice(end, end + 40));
  if (field === null && !empty) {
    const raw = /^["']?\s{0,3}[:=]\s{0,3}(\S{1,200}(?:[ \t]\S{1,200})?)/.exec(text.slice(end, end + 420));
    return raw === null ? null : { start, end: end + raw[0].length, observed: observe(raw[1] ?? '') };
  }
  if (field === null || nextLine) return { start, end, observed: { scheme: null, shape: 'empty' } };
  const value = field.kind === 'string' ? field.value : restOfLine(text, field.span[0]);
  const open = text.slice(field.span[0] - 1, field.span[0]);
  const joined =
    field.kind === 'string' &&
    /^["'`]\s{0,3}(?:\+|\.|&|%|\|\||,\s*\w)/.test(text.slice(field.span[1], field.span[1] + 12));
  const template = open === '`' || /\bf$/.test(text.slice(field.span[0] - 3, field.span[0] - 1));
  const observed = observe(value);
  const inCode = joined || (template && observed.shape === 'unexpanded variable');
  return {
    start,
    end: field.span[0] + value.length,
    observed: inCode ? { ...observed, shape: null } : observed,
  };
}

function restOfLine(text: string, at: number): string {
  return /^[^\r\n"'`]*/.exec(text.slice(at, at + 4_000))?.[0].trim() ?? '';
}

const SCHEME =
  /^(Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM|OAuth|AWS4-HMAC-SHA256)(?![\w.-])[\s:]*(.*)$/is;
const VARIABLE =
  /^(?:\$\{?[A-Za-z_][\w.]*\}?|\$env:\w+|\$\(|%[A-Za-z_]\w*%|!\w+!|\{\{[^}]*\}?\}?|\$\{\{|\{[A-Za-z_][\w.]*\}|process\.env|os\.environ|#\{|@\{)/;
const REMOVED =
  /^(?:<(?:redacted|removed|hidden|masked|omitted|token removed|your token removed)[^>]*>|\[?(?:redacted|removed|hidden|masked|omitted|filtered)\]?|\*{2,}|x{4,}$|•{2,}|\.{3,}|…)/i;
const PLACEHOLDER =
  /^(?:<[^>]*>?|\[[^\]]*\]|(?:your|my|the|insert|put)[ _-]?[a-z_ -]*(?:token|key)?|(?:api|access|bearer)?[ _-]?(?:api[ _-]?key|access[ _-]?token|token|key)|replace[ _-]?me|todo|changeme|test)$/i;

/** What a header's value shows of itself. */
export function observe(value: string): ObservedCredential {
  const plain = value.trim().replace(/^["']|["'\\,;]+$/g, '');
  if (plain === '') return { scheme: null, shape: 'empty' };
  const found = SCHEME.exec(plain);
  const scheme = found?.[1] ?? null;
  const token = (found?.[2] ?? plain).trim();
  return { scheme, shape: shapeOf(token) };
}

function shapeOf(token: string): ObservedCredential['shape'] {
  if (token === '' || /^(?:null|undefined|none|""|'')$/i.test(token)) return 'empty';
  if (/^["']?Bearer(?![\w-])/i.test(token)) return 'doubled Bearer';
  if (REMOVED.test(token) || /\*{4,}/.test(token)) return 'removed';
  if (VARIABLE.test(token)) return 'unexpanded variable';
  if (PLACEHOLDER.test(token)) return 'placeholder';
  if (/^\w{10}-\w{4}-\w{4}-\w{4}-\w{12}\b/.test(token)) return 'api key';
  if (/^eyJ[\w-]{4,}\.[\w-]+/.test(token)) return 'JWT';
  return 'opaque';
}
