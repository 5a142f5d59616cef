const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);

/** What a terminal is told by: as it is, or as it is written where the escape character itself was escaped or lost. */
const CODES = new RegExp(
  String.raw`(?:${ESCAPE}|\u009b\[?|␛|←(?=\[)|\^\[(?=\[)|\\u001[bB]|\\x1[bB]|\\0?33(?=\[)|\\e(?=\[))(?:\[[0-9;:?]{0,24}[A-Za-z]|\][^${BELL}${ESCAPE}\n]{0,400}(?:${BELL}|${ESCAPE}\\)|[()][A-Z0-9])?`,
  'g',
);
/** Colours of which the escape character was lost: only where one is switched on, and off. */
const BARE = /\[(?:[0-9]{1,2};){0,4}[0-9]{1,2}m/g;
const BARE_ON = /\[(?:[01];)?(?:1|2|4|3[0-7]|9[0-7])m/;
/** Colours are switched off again, so these tell of all codes that are not written with the escape character. */
const BARE_OFF = /\[(?:0|22|24|39|49)?m/;

/** The text without the codes that colour a terminal's output; a text without any is returned as it is. */
export function withoutTerminalCodes(text: string): string {
  const isColoured = BARE_OFF.test(text);
  if (!isColoured && !text.includes(ESCAPE)) return text;
  const plain = text.replace(CODES, '');
  return isColoured && BARE_ON.test(plain) ? plain.replace(BARE, '') : plain;
}
