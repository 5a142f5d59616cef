import { isWord } from './character';
import type { SecretKind } from './kinds';

/**
 * A name whose value may be a secret. `sure` names hold one wherever a value stands; behind `doubtful` ones, such as
 * "invalid token: …", a value must look like a secret.
 */
export interface SecretName {
  readonly kind: SecretKind;
  readonly sure: boolean;
  /** Where the whole name begins, `x-` of `x-api-key` included. */
  readonly start: number;
  readonly end: number;
}

/** A word that ends a name. */
interface Ending {
  readonly word: string;
  readonly kind: SecretKind;
  /** What stands before the word within the name must match, where given. */
  readonly prefix?: RegExp;
  /** Doubtful where nothing stands before it within the name. */
  readonly bare?: 'doubtful';
}

const OF_A_KEY =
  /(?:api|access|private|secret|account|shared|subscription|functions?|master|signing|encryption|auth|client|storage|service|host)[ _.-]?$/i;

/**
 * By two letters of theirs that are rare in texts, the longer words first. Those of kind signature belong to presigned
 * requests of S3, in signature versions 2 and 4.
 */
const ENDINGS = {
  ke: [
    { word: 'token', kind: 'credential', bare: 'doubtful' },
    { word: 'keyid', kind: 'signature', prefix: /access[_-]?$/i },
    { word: 'key_id', kind: 'signature', prefix: /access[_-]?$/i },
    { word: 'key', kind: 'credential', prefix: OF_A_KEY },
  ],
  pa: [
    { word: 'password', kind: 'password' },
    { word: 'passwd', kind: 'password' },
    { word: 'passphrase', kind: 'password' },
    { word: 'passcode', kind: 'password' },
    { word: 'pass', kind: 'password', prefix: /(?:^|[_.-])$/, bare: 'doubtful' },
  ],
  pw: [{ word: 'pwd', kind: 'password' }],
  cr: [
    { word: 'secret', kind: 'credential' },
    { word: 'credential', kind: 'signature', bare: 'doubtful' },
  ],
  lr: [{ word: 'canonicalrequestbytes', kind: 'signature' }],
  gn: [
    { word: 'signatureprovided', kind: 'signature' },
    { word: 'signature', kind: 'signature', bare: 'doubtful' },
  ],
  ig: [{ word: 'sig', kind: 'signature', prefix: /^$/, bare: 'doubtful' }],
  gt: [{ word: 'stringtosignbytes', kind: 'signature' }],
  be: [{ word: 'bearer', kind: 'authorization', bare: 'doubtful' }],
  ss: [
    { word: 'sessionid', kind: 'credential' },
    { word: 'session_id', kind: 'credential' },
    { word: 'session-id', kind: 'credential' },
    { word: 'sessid', kind: 'credential' },
  ],
} satisfies Record<string, readonly Ending[]>;

/** Two letters by which secret names are found. */
export type NamePair = keyof typeof ENDINGS;

interface Placed extends Ending {
  readonly offset: number;
}

const PLACED: ReadonlyMap<string, readonly Placed[]> = new Map(
  Object.entries<readonly Ending[]>(ENDINGS).map(([pair, endings]) => [
    pair,
    endings.map((ending) => ({ ...ending, offset: ending.word.indexOf(pair) })),
  ]),
);

/** Before a name, these make it part of a message: `INVALID_TOKEN: …`, `Unexpected token: …`. */
const OF_A_MESSAGE =
  /(?:invalid|expired|missing|unexpected|bad|unknown|illegal|revoked|wrong|malformed|empty)[ _-]?$/i;

const LONGEST_PREFIX = 64;

/**
 * The secret name whose two telling letters stand at an offset, or null. Nothing before `floor` is looked at. Bounded.
 */
export function secretNameAt(text: string, at: number, pair: NamePair, floor: number): SecretName | null {
  for (const ending of PLACED.get(pair) ?? []) {
    const start = at - ending.offset;
    if (start < floor || !isLiteral(text, start, ending.word)) continue;
    const end = behindNumber(text, start + ending.word.length);
    if (isWord(text.charCodeAt(end))) continue;
    const first = prefixStart(text, start, floor);
    const prefix = text.slice(first, start);
    if (ending.prefix && !ending.prefix.test(prefix || wordsBefore(text, start, floor))) continue;
    const sure =
      !OF_A_MESSAGE.test(prefix || wordsBefore(text, start, floor)) &&
      (ending.bare === undefined || /[a-z0-9]/i.test(prefix));
    return { kind: ending.kind, sure, start: first, end };
  }
  return null;
}

/** Whether an ASCII word of small letters stands at an offset, in either case. */
export function isLiteral(text: string, start: number, word: string): boolean {
  for (let offset = word.length - 1; offset >= 0; offset -= 1) {
    const expected = word.charCodeAt(offset);
    const code = text.charCodeAt(start + offset);
    if (code !== expected && (expected < 97 || code !== expected - 32)) return false;
  }
  return true;
}

/** Behind a number of two digits at most, as in `token2` and in S3’s `Token-0`; the same offset where there is none. */
function behindNumber(text: string, at: number): number {
  const first = text.charCodeAt(at) === 45 ? at + 1 : at;
  let end = first;
  while (end < first + 2 && text.charCodeAt(end) > 47 && text.charCodeAt(end) < 58) end += 1;
  return end === first ? at : end;
}

/** Where a name begins: behind what is no part of one, and behind an escape such as `%22`, `\u0022` or `\n`. */
function prefixStart(text: string, start: number, floor: number): number {
  const lowest = Math.max(floor, start - LONGEST_PREFIX);
  let at = start;
  while (at > lowest) {
    const code = text.charCodeAt(at - 1);
    if (!isWord(code) && code !== 45 && code !== 46) break;
    at -= 1;
  }
  if (at === floor) return at;
  const before = text.charAt(at - 1);
  const writing = before === '%' ? ENCODED : before === '\\' ? ESCAPED : null;
  return writing === null ? at : at + (writing.exec(text.slice(at, start))?.[0].length ?? 0);
}

const ENCODED = /^(?:25)*[0-9A-Fa-f]{2}/;
const ESCAPED = /^(?:u[0-9A-Fa-f]{4}|[nrt])/;

/** One word and its space before a name, as in "API key" and "unexpected token"; empty where it begins the text. */
function wordsBefore(text: string, start: number, floor: number): string {
  return text.charCodeAt(start - 1) === 32 ? text.slice(Math.max(floor, start - 16), start) : '';
}
