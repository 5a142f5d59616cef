/** What word processors, mail programs and keyboards put in place of plain characters; one unit for one unit. */
const PLAIN: ReadonlyMap<number, string> = new Map([
  ...[...'“”„‟«»＂″'].map((quote): [number, string] => [quote.charCodeAt(0), '"']),
  ...[...'‘’‚‛＇′'].map((quote): [number, string] => [quote.charCodeAt(0), "'"]),
  ...[
    ...'\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff',
  ].map((space): [number, string] => [space.charCodeAt(0), ' ']),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((dash): [number, string] => [
    dash.charCodeAt(0),
    '-',
  ]),
  ...[...'\u2028\u2029\u0085'].map((line): [number, string] => [line.charCodeAt(0), '\n']),
]);

/** Everything that has a plain counterpart, full-width letters and signs included. */
const FANCY =
  /[\u0085\u00a0«»\u1680\u2000-\u200b\u2010-\u2015\u2018-\u201f\u2028\u2029\u202f\u2032\u2033\u205f\u2212\u3000\ufeff\uff01-\uff5e]+/g;

/**
 * The text as it is parsed: quotes, spaces, dashes and full-width characters as plain ones, everything in its place,
 * so that offsets into it are offsets into the text. A text of plain characters is returned as it is.
 */
export function shadowOf(text: string): string {
  return text.replace(FANCY, plain);
}

function plain(run: string): string {
  let out = '';
  for (let at = 0; at < run.length; at += 1) {
    const code = run.charCodeAt(at);
    out +=
      PLAIN.get(code) ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : run[at]);
  }
  return out;
}
