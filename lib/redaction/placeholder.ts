/** What stands where a secret stood. Rules take it for a placeholder, so redacted text stays as it is. */
export const REDACTED = '<redacted>';

/** Words that people write in place of a secret. */
const WORDS: readonly RegExp[] = [
  /^(?:your|my|the|some|insert|enter|example|dummy|put)[_ -]?(?:[a-z]+[_ -]?){0,4}(?:token|key|secret|password|here)[a-z_ -]{0,12}$/i,
  /^(?:access|api|auth|bearer|client)?[_-]?(?:token|key|secret|password|passwd|pwd)$/i,
];
/** What else people and programs write there, none of which begins with a letter but x: variables, templates, masks. */
const SIGNS: readonly RegExp[] = [
  /^\$(?:env:)?\{?[A-Z_][A-Z0-9_]*\}?$/,
  /^\$(?:env:|script:|global:)?\w*(?:token|key|secret|pass|pwd|cred|auth|jwt|bearer|cookie|session)\w*$/i,
  /^\$\{[\w.:-]{0,64}\}$|^\$\([^()]{0,100}\)$|^\$\([\w./-]{0,24}$/,
  /^\^?%[A-Za-z_]\w*\^?%$/,
  /^\{+[\w .$-]{0,64}\}+$/,
  /^<[\w .:-]{0,64}>$/,
  /^\[[A-Za-z _-]*\]$/,
  /^[*•●.…#_xX?-]*$/,
  /^[^\p{L}\p{N}]*<redacted>[^\p{L}\p{N}]*$/u,
];

/** Words that say something about a secret where its value would stand. */
const STATES = new Set(
  (
    'null nil none undefined true false empty required missing expired invalid revoked wrong incorrect unknown ' +
    'disabled enabled provided present absent ok valid yes no not is was are must should cannot can will has and or ' +
    'the a an of for in to from with header headers token tokens authentication authorization authorized auth scheme ' +
    'access api key credentials credential error failed failure denied rejected refused redacted removed hidden ' +
    'masked omitted function object string'
  ).split(' '),
);

const LONGEST_STATE = 14;
const PUNCTUATION = '.,;:!?)]}';

/** Whether a whole value is a placeholder, or a word such as `expired`; punctuation behind it does not count. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 128) return false;
  const first = value.charCodeAt(0) | 32;
  const isLetter = first > 96 && first < 123;
  const mayBeSign = !isLetter || first === 120;
  return (
    (mayBeSign && SIGNS.some((pattern) => pattern.test(value))) ||
    WORDS.some((pattern) => pattern.test(value)) ||
    isState(value)
  );
}

/** Whether a value is a word that says something about a secret, such as `expired`. */
export function isState(value: string): boolean {
  let end = value.length;
  while (end > 0 && PUNCTUATION.includes(value.charAt(end - 1))) end -= 1;
  return value.length < 24 && end <= LONGEST_STATE && STATES.has(value.slice(0, end).toLowerCase());
}
