/**
 * What a secret is: the credentials of an Authorization header, a Coveo API key, a JSON web token, a part of a
 * presigned or signed request, or the value of a field that is named as a credential.
 */
export type SecretKind = 'authorization' | 'api-key' | 'jwt' | 'signature' | 'credential';

/** Where a secret stands in a text: UTF-16 offsets, `end` not included. */
export interface SecretSpan {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}

interface Rule {
  readonly kind: SecretKind;
  /** Global, with indices; the group `secret` is what must go. */
  readonly pattern: RegExp;
}

/** A quote as it is, escaped in a JSON string, as a Unicode escape, as an HTML entity, or percent-encoded. */
const QUOTE = String.raw`(?:\\{0,7}["'\x60]|\\{1,7}u002[27]|&quot;|&#3[49];|%(?:25)*22)`;
const EQUALS = String.raw`(?:=|\\{1,7}u003[dD]|%(?:25)*3[dD])`;
const SPACE = String.raw`(?:[ \t]+|%(?:25)*20|\+)`;
/** From a name to its value: `name: `, `"name":"`, `name=[`, and HAR's `"name", "value": "`. */
const TO_VALUE = String.raw`${QUOTE}?\s*(?:${EQUALS}|:|%(?:25)*3[aA]|,\s*${QUOTE}value${QUOTE}\s*:)\s*(?:[\[({]\s*)?(?:b(?=["']))?${QUOTE}?`;
/** A character of a value: no space, quote or angle bracket; escaped slashes and letters (`\/`, `\u002B`) are. */
const CHARACTER = String.raw`(?:[^\s"'\x60<>\\]|\\{1,7}\/|\\{1,7}u(?!002[267]|003[cCeE])[0-9a-fA-F]{4})`;
/** A value in running text: it does not end in punctuation. */
const VALUE = String.raw`(?:(?!&quot;|&#3[49];)${CHARACTER})*(?![,;)\]}])${CHARACTER}`;
/** A value in a query or form: it ends at the next ampersand, however that is written. */
const QUERY_VALUE = String.raw`(?:(?!&|#|%(?:25)*(?:26|23|22))${CHARACTER})*(?!&|#|[,;)\]}]|%(?:25)*(?:26|23|22))${CHARACTER}`;
/** A name begins here: after no letter or digit, or after an encoded separator that ends in one. */
const NAME_START = String.raw`(?<![A-Za-z0-9_-]|%(?:25)*[0-9A-Fa-f]?)|(?<=%(?:25)*(?:26|3[fF]|2[23]|7[bB])|\\u002[267]|\\[nrt])`;

const PRESIGNED = `X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId`;
const FIELD = `(?:access|refresh|id|auth|bearer|session)[_-]?token|(?:x[_-])?api[_-]?key|client[_-]?secret|password|passwd`;

function rule(kind: SecretKind, pattern: string, flags = 'i'): Rule {
  return { kind, pattern: new RegExp(pattern, `dg${flags}`) };
}

/** The schemes that are known to be none of the secret; a word that is not among them is taken as part of it. */
const SCHEMES = 'Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM|OAuth|Hawk|AWS4-HMAC-SHA256';
/** A placeholder after the scheme, such as `$COVEO_TOKEN`, is no secret. */
const SCHEME = String.raw`(?:${SCHEMES})${SPACE}(?!\$[A-Za-z_{])`;
const NO_SCHEME = String.raw`(?![\[({$])(?!(?:${SCHEMES})(?![\w-]))`;
const PARAMETER = String.raw`[\w-]+=(?:\\{0,7}"[^"\r\n]*"|(?:(?!,)${CHARACTER})+)`;

/** The surest kinds first: where spans overlap, the first names the kind. */
const RULES: readonly Rule[] = [
  rule('api-key', String.raw`(?<secret>xx\w{8}-\w{4}-\w{4}-\w{4}-\w{12})`),
  rule(
    'api-key',
    String.raw`(?:(?<![\w%]|%[0-9A-F])|(?<=%[0-9A-F]{2}))(?<secret>\w{10}-\w{4}-\w{4}-\w{4}-\w{12})(?!\w)`,
  ),
  rule('jwt', String.raw`(?<secret>eyJ(?:(?!eyJ)[\w-]){8,}(?:\.[\w-]+){1,4})`, ''),
  rule('signature', `(?:${PRESIGNED})${TO_VALUE}(?<secret>${QUERY_VALUE})`),
  rule('signature', `(?:${NAME_START})Signature${EQUALS}(?<secret>${QUERY_VALUE})`),
  rule(
    'signature',
    String.raw`<(?:AWSAccessKeyId|SignatureProvided|StringToSignBytes|CanonicalRequestBytes)>\s*(?<secret>[^<\s][^<]*)`,
  ),
  rule(
    'authorization',
    String.raw`Authorization${TO_VALUE}${SCHEME}(?<secret>${PARAMETER}(?:\s*,\s*${PARAMETER})*)`,
  ),
  rule('authorization', `Authorization${TO_VALUE}${SCHEME}(?<secret>${VALUE})`),
  rule('authorization', `Authorization${TO_VALUE}${NO_SCHEME}(?<secret>${VALUE}(?:${SPACE}${VALUE})?)`),
  rule(
    'authorization',
    String.raw`Bearer${SPACE}(?=${CHARACTER}{16}|(?=[^\s\d]{0,64}\d)${CHARACTER}{8})(?<secret>${VALUE})`,
  ),
  rule('credential', `(?:${NAME_START})(?:${FIELD}|token)${EQUALS}(?!${QUOTE})(?<secret>${QUERY_VALUE})`),
  rule('credential', String.raw`X-Api-Key\s*:\s*(?<secret>${VALUE})`),
  rule('credential', fieldOf(`(?:${NAME_START})(?:${FIELD})`)),
  rule('credential', fieldOf(`${QUOTE}token(?=${QUOTE})`)),
];

/** A quoted value after a name: it ends at the quote that opened it, or with the line where that is missing. */
function fieldOf(name: string): string {
  const toValue = String.raw`${QUOTE}?\s*(?:${EQUALS}|:|,\s*${QUOTE}value${QUOTE}\s*:)\s*(?:[\[({]\s*)?(?:b(?=["']))?`;
  return String.raw`${name}${toValue}(?<quote>${QUOTE})(?!<redacted>(?:\k<quote>|[\r\n]|$))(?<secret>(?:(?!(?<!\\)\k<quote>)[^\r\n])+)`;
}

/**
 * Where secrets stand in a text: in order, without overlaps. Meant to find rather too much than too little; in text
 * without credentials it finds nothing.
 */
export function findSecrets(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const { kind, pattern } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const span = match.indices?.groups?.secret;
      if (span) found.push({ kind, start: span[0], end: span[1] });
    }
  }
  return merge(found);
}

/** Overlapping spans become one, of the kind that was found first. */
function merge(found: readonly SecretSpan[]): SecretSpan[] {
  const ordered = found.map((span, rank) => ({ ...span, rank })).sort((a, b) => a.start - b.start);
  const merged: (SecretSpan & { rank: number })[] = [];
  for (const span of ordered) {
    const last = merged.at(-1);
    if (!last || span.start >= last.end) {
      merged.push(span);
      continue;
    }
    const surer = span.rank < last.rank ? span : last;
    merged[merged.length - 1] = { ...surer, start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged.map(({ kind, start, end }) => ({ kind, start, end }));
}
