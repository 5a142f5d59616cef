/** What stands where a secret stood. Rules take it for a placeholder, so redacted text stays as it is. */
export const REDACTED = '<redacted>';

/** What people and programs write in place of a secret: a variable, a template, a word for it, a mask. */
const PLACEHOLDERS: readonly RegExp[] = [
  /^\$(?:env:)?\{?[A-Z_][A-Z0-9_]*\}?$/,
  /^\$(?:env:|script:|global:)?\w*(?:token|key|secret|pass|pwd|cred|auth|jwt|bearer|cookie|session)\w*$/i,
  /^\$\{[\w.:-]{0,64}\}$|^\$\([^()]{0,100}\)$|^\$\([\w./-]{0,24}$/,
  /^\^?%[A-Za-z_]\w*\^?%$/,
  /^\{+[\w .$-]{0,64}\}+$/,
  /^<[\w .:-]{0,64}>$/,
  /^\[[A-Za-z _-]*\]$/,
  /^(?:your|my|the|some|insert|enter|example|dummy|put)[_ -]?(?:[a-z]+[_ -]?){0,4}(?:token|key|secret|password|here)[a-z_ -]{0,12}$/i,
  /^(?:access|api|auth|bearer|client)?[_-]?(?:token|key|secret|password|passwd|pwd)$/i,
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

/** Whether a whole value is a placeholder, or a word such as `expired`; punctuation behind it does not count. */
export function isPlaceholder(value: string): boolean {
  if (value.length > 128) return false;
  return PLACEHOLDERS.some((pattern) => pattern.test(value)) || isState(value);
}

/** Whether a value is a word that says something about a secret, such as `expired`. */
export function isState(value: string): boolean {
  return value.length < 24 && STATES.has(value.replace(/[.,;:!?)\]}]+$/, '').toLowerCase());
}
