/**
 * A wording that errors use. The reader looks for `word` everywhere in one pass, whatever its case, and tries
 * `pattern` where it stands.
 */
export interface Phrase {
  /** Stable name that a problem's rule asks for. */
  readonly name: string;
  /** The first word of the phrase: letters and digits, lower case. */
  readonly word: string;
  /** Sticky (`y`), begins with that word, and reaches over a bounded number of characters. */
  readonly pattern: RegExp;
}

/** What the rules want to know of a text beyond its structure: every known code, and every phrase. */
export interface Vocabulary {
  /** Codes in capitals, as Coveo and S3 write them; found as whole tokens in any text. */
  readonly codes: readonly string[];
  readonly phrases: readonly Phrase[];
}

/**
 * A phrase from words and a pattern's source, case-insensitive: blanks in it match any run of blanks, quotes or line
 * breaks up to eight characters. It must begin with a whole word that is spelt out, and hold no blank in a character
 * class: it throws otherwise, because it would never match.
 */
export function phrase(name: string, source: string): Phrase {
  const word = /^[A-Za-z0-9]+(?![A-Za-z0-9?*+{|]|\[\w|\((?:\?:)?\w)/.exec(source)?.[0].toLowerCase();
  if (word === undefined) throw new Error(`The phrase “${name}” must begin with a word that is spelt out.`);
  if (/\[[^\]]* [^\]]*\]/.test(source))
    throw new Error(`The phrase “${name}” has a blank in a character class.`);
  return {
    name,
    word,
    pattern: new RegExp(`${source.replace(/ /g, String.raw`[\s"'“”‘’]{1,8}`)}(?![A-Za-z0-9])`, 'iy'),
  };
}
