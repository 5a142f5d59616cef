/** How sure it is that a number is an HTTP status: by a status line, a field or keyword, or a reason beside it. */
export type StatusForm = 'line' | 'keyword' | 'reason';

/** A number that is an HTTP status. */
export interface StatusReading {
  readonly value: number;
  readonly form: StatusForm;
}

/** Reason phrases as servers and clients write them; blanks are optional, as in .NET's names. */
const REASONS: Readonly<Record<string, RegExp>> = {
  '200': /^ok\b/i,
  '201': /^created\b/i,
  '202': /^accepted\b/i,
  '204': /^no ?content\b/i,
  '400': /^bad ?request/i,
  '401': /^un-?auth(?:orized|orised|enticated)/i,
  '403': /^(?:forbidden|access ?denied)/i,
  '404': /^not ?found/i,
  '405': /^method ?not ?allowed/i,
  '408': /^request ?time-?out/i,
  '409': /^conflict/i,
  '410': /^gone\b/i,
  '411': /^length ?required/i,
  '412': /^pre-?condition ?failed/i,
  '413':
    /^(?:request ?entity ?too ?large|payload ?too ?large|content ?too ?large|request ?too ?large|request ?body ?too ?large)/i,
  '415': /^(?:unsupported|un-?supported) ?media ?type/i,
  '422': /^un(?:processable|processed)/i,
  '429': /^(?:too ?many ?requests|throttled|throttling)/i,
  '500': /^(?:internal ?(?:server )?error|internal ?server ?error|server ?error)/i,
  '502': /^bad ?gateway/i,
  '503': /^(?:service|server|backend|temporarily)[\w ]{0,24}unavailable|^slow ?down/i,
  '504': /^gateway ?time-?out/i,
};

/** Words before a status, with what may stand between, at the end of what is before the number. */
const KEYWORD =
  /(?:(?<![a-z])(?:https?|htttp)(?:[ _-]*(?:status|response|error|result|code|request|fehler|erreur|returned|failed|failure|with|was|is|of|estado|statut))*|status(?:[ _-]*(?:code|text|number|of|is|was|http))*|(?<![a-z])(?:statut|estado|code d['e] ?(?:erreur|statut|état)|http-fehler|statuscode|antwortcode|fehlercode|código|codigo)(?:[ _-]*(?:http|code|de|error|estado))*|(?:response|return|result|error|exit|http)[ _-]*code|ステータス(?:コード)?|状态码?|コード|エラー)/i;
const BETWEEN = String.raw`(?:\\{0,7}["'\x60]|&quot;|[\s:=([#>|/-]|\\u0022|%22|%3[aA]|：|は|が|:: ?|=> ?){0,10}$`;
const KEYWORD_BEFORE = new RegExp(KEYWORD.source + BETWEEN, 'i');
const LINE_BEFORE = /(?<![a-z])https?\/\d(?:\.\d)?["'\\]{0,3}\s{1,4}$/i;
/** Weaker words: a verb or a noun of failing directly before the number. */
const VERB_BEFORE =
  /(?:(?<![a-z])(?:errors?|erreur|fehler|failed|failure|response|responded|responds|responding|reply|replied|returned|returns|returning|return|got|gets|getting|gives|gave|received|receive|receiving|answered|answers|throws|threw|status|code|with an?|an?|the|un|une|einen?|ein|der|die|das|de|liefert|bekomme|bekommen|erhalte|erhalten|renvoie|retourne|reçois|recevons|devuelve|recibo|responde|client|server|exception|rejected|rejects|refused|refuses|denied|too many|kommt(?: nur)?(?: noch)?|->|=>|→|:)(?:[ ]?(?:with|by|as|code|error|erreur|fehler|an?|http|status))*)[\s:=([#<*`"'-]{0,4}$/i;
const CODE_BEFORE = /[A-Z]{3,}(?:_[A-Z0-9]+)+[\s:=([,*`"'-]{1,5}$/;
const REASON_BEFORE =
  /(?:forbidden|unauthori[sz]ed|bad ?request|not ?found|precondition ?failed|too ?large|media ?type|too ?many ?requests|server ?error|bad ?gateway|unavailable|time-?out)[\s:=([,-]{1,4}$/i;

/** Before “429s”. */
const PLURAL_BEFORE =
  /(?:getting|got|gets?|sees?|seeing|receiv(?:e|es|ed|ing)|many|more|of|some|several|returns?|returning|throws|throwing|with|http)\s{1,3}$/i;

/** What follows a number that counts something. */
const COUNTED =
  /^\s?(?:%|€|\$|°|[.,:]\d|(?:[-–]\d)|\s*(?:items?|documents?|docs|rows?|records?|results?|entries|files?|ms|millis\w*|sec(?:ond)?s?|s|min(?:ute)?s?|hours?|h|days?|bytes?|[kmgt]i?b|times?|x|eur|usd|chf|gbp|pages?|users?|people|lines?|pieces?|stk|pcs|kg|km|m|cm|mm)\b(?!\s*(?:error|code)))/i;
/** What follows a status in a sentence. */
const NOUN_AFTER =
  /^['"’)\]]?\s?(?:-\s?)?(?:errors?|responses?|status|fehler|antwort|erreurs?|réponses?|errores?|respuestas?|exceptions?|from|on|when|für|auf|beim?|vom?|sur|lors|エラー|errorcode|throttl\w*|code|client|server)\b|^\s?エラー|^ ?が/i;
const CODE_AFTER =
  /^[\s:()[\]"'|*`-]{1,6}(?:(?:with|and|mit|und|avec|et|con|y|error|code|[eE]rror_?[cC]ode|[fF]ehlercode|[cC]ódigo)[\s*`"':=]{1,4}){0,3}[A-Z]{3,}(?:_[A-Z0-9]+)+/;

/** What follows a status as it is printed with its answer: members of an error body, of headers, or markup. */
const ANSWER_AFTER =
  /^["'’)\]]{0,2}[\s:,|>–-]{0,6}(?:(?:body|data|response|content|payload|text)\s?[=:]\s?)?(?:\{[\s\\]{0,8}["'](?:error\w{0,12}|message|msg|code|status\w{0,8}|title|type|detail|request_?id|fault|reason|date|server|via|vary|connection|content-[\w-]+|transfer-encoding|cache-control|set-cookie|retry-after|cf-[\w-]+|x-[\w-]+)[\\"']|<(?:\?xml|!doctype|html|error)\b)/i;
/** A status at the beginning of a line, with how long the call took, as tools for calling APIs list it. */
const TIMED_AFTER = /^\s{0,3}[|·•,;(\s]\s{0,3}\d{1,6}(?:[.,]\d{1,3})?\s?(?:ms|s|sec|µs)\b/i;
const LINE_START_BEFORE = /(?:^|[\r\n])[\s>|│▶▼-]{0,20}$/;
/** A number that a program compares with, or that stands in one of its lists. */
const COMPARED =
  /(?:[=!]==?|[<>]=|-(?:eq|ne|ge|gt|le|lt))\s{0,3}["'`]?$|\b(?:case|in|includes|contains|\w*forcelist|retry_?on\w*)[\s=:]{0,3}[[({]?\s?(?:\d{3}\s?,\s?){0,12}$/i;
const LISTED_AFTER = /^(?:\s?,\s?\d{3}){0,12}\s?\]\.(?:includes|contains|indexof|some)/i;

const REACH = 60;

/**
 * The status that the number at `start` (three digits) is; null where nothing beside it says that it is one.
 * A status of success counts only where something plainly says status.
 */
export function readStatus(text: string, start: number): StatusReading | null {
  const first = text.charCodeAt(start);
  if (first < 0x31 || first > 0x35) return null;
  if (!mayPrecede(text, start) && !mayFollow(text, start + 3)) return null;
  const value = Number(text.slice(start, start + 3));
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(start + 3, start + 3 + REACH);
  if (COMPARED.test(before) || LISTED_AFTER.test(after)) return null;
  if (LINE_BEFORE.test(before)) return { value, form: 'line' };
  if (/^s\b/.test(after))
    return isKnown(value) && PLURAL_BEFORE.test(before) ? { value, form: 'reason' } : null;
  if (COUNTED.test(after)) return null;
  if (KEYWORD_BEFORE.test(before)) return { value, form: 'keyword' };
  if (value < 400) return hasReason(value, after) ? { value, form: 'reason' } : null;
  if (hasReason(value, after) || CODE_AFTER.test(after)) return { value, form: 'reason' };
  if (
    isKnown(value) &&
    (ANSWER_AFTER.test(after) || (TIMED_AFTER.test(after) && LINE_START_BEFORE.test(before)))
  )
    return { value, form: 'reason' };
  if (REASON_BEFORE.test(before) || CODE_BEFORE.test(before)) return { value, form: 'reason' };
  if (isKnown(value) && VERB_BEFORE.test(before) && isAfterVerb(before, after))
    return { value, form: 'reason' };
  return null;
}

/** Whether the number is one that HTTP uses; others after a verb are only numbers. */
function isKnown(value: number): boolean {
  return REASONS[String(value)] !== undefined;
}

/** An article alone tells nothing: "a 413 error" does, "a 413 page book" does not. */
function isAfterVerb(before: string, after: string): boolean {
  if (NOUN_AFTER.test(after)) return true;
  if (/(?:^|[^a-z])(?:an?|the|un|une|einen?|ein|der|die|das|de|:)[\s:=([#<-]{0,4}$/i.test(before)) {
    return /(?:returned|returns|return|got|gets|getting|gives|received?|responded|throws|bekommen?|erhalten?|liefert|renvoie|retourne|devuelve|with)\s(?:an?|the|une?|eine?n?|de)\s$/i.test(
      before,
    );
  }
  return !/^\s+[a-z]{3,}s\b/i.test(after) || /^\s+(?:was|is|means|has)\b/i.test(after);
}

function hasReason(value: number, after: string): boolean {
  const reason = REASONS[String(value)];
  if (reason === undefined) return false;
  const text = after.replace(
    /^(?:\\{0,7}["'\x60]|[\s:,()[\]<>/-]|(?:client|server|http) error\b|error\b|reasonphrase|statustext|message(?==)|reason(?==)|msg(?==)|[:=]){1,20}/i,
    '',
  );
  return text !== after && reason.test(text);
}

/** A cheap look at what is before: a letter, a mark or a version can end what announces a status; a digit cannot. */
function mayPrecede(text: string, start: number): boolean {
  let at = start - 1;
  for (let steps = 0; at >= 0 && steps < 12; at -= 1, steps += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return true;
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return true;
    if (code >= 0x30 && code <= 0x39) return /[/.]/.test(text[at - 1] ?? '');
    if (code === 0x0a) return false;
  }
  return false;
}

function mayFollow(text: string, end: number): boolean {
  for (let at = end; at < end + 8; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) return true;
    if (code >= 0x30 && code <= 0x39) return false;
    // A bar, a brace, what opens a tag, and dots and arrows beyond ASCII.
    if (code === 0x7c || code === 0x7b || code === 0x3c || code > 0x7f) return true;
  }
  return false;
}
