/** A way in which two URIs of one thing are often written differently. */
interface Difference {
  /** The URI with this difference taken out. */
  readonly without: (uri: string) => string;
  /** How `other` differs from `asked`, in words that follow "the same". */
  readonly words: (asked: string, other: string) => string;
  /** Left out: it may always be a slip. */
  readonly maySlip?: (asked: string, other: string) => boolean;
}

const AFTER_PATH = /[?#].*$/s;

const DIFFERENCES: readonly Difference[] = [
  {
    without: decoded,
    words: () => 'in another encoding',
  },
  {
    without: (uri) => uri.toLowerCase(),
    words: () => 'with other capital letters',
  },
  {
    without: (uri) => uri.replace(/^https?:\/\//i, '//'),
    words: (_, other) => `with ${/^[a-z]+/i.exec(other)?.[0].toLowerCase() ?? 'another scheme'}`,
  },
  {
    without: (uri) => uri.replace(AFTER_PATH, ''),
    // That two addresses differ in their queries is no slip: only that one of them has none is.
    maySlip: (asked, other) => AFTER_PATH.test(asked) !== AFTER_PATH.test(other),
    words: (asked) => (AFTER_PATH.test(asked) ? 'without what follows the path' : 'with more after the path'),
  },
  {
    without: (uri) => uri.replace(/\/+(?=$|[?#])/, ''),
    words: (asked) =>
      /\/(?=$|[?#])/.test(asked) ? 'without the slash at its end' : 'with a slash at its end',
  },
];

/**
 * How another URI is nearly the one that was asked for, in words that follow "the same": a slash at its end, the
 * encoding, capital letters, http or https, or what follows the path, which is cut where it was not encoded in the
 * query of a push (article 78). Null where it is the very same, or another one.
 */
export function howNear(asked: string, other: string): string | null {
  if (asked === other) return null;
  const all = DIFFERENCES.filter(({ maySlip }) => maySlip?.(asked, other) ?? true);
  const same = (differences: readonly Difference[]) => {
    const plain = (uri: string) => differences.reduce((rest, { without }) => without(rest), uri);
    return plain(asked) === plain(other);
  };
  if (!same(all)) return null;
  const needed = all.filter((difference) => !same(all.filter((each) => each !== difference)));
  return (needed.length > 0 ? needed : all).map(({ words }) => words(asked, other)).join(', ');
}

/** A part of a URI that its near ones most likely have too: from the host to the end of the path, as it is written. */
export function nearStem(uri: string): string {
  const path = uri.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(AFTER_PATH, '');
  return path.replace(/\/+$/, '') || uri;
}

/** What the pattern cannot hold literally, and what may be encoded or not. */
const ENCODED = /(?:%[0-9a-f]{2}|[^a-z0-9._~/:@!$&'(),;=-])+/gi;

/**
 * A pattern (`*` one or more characters, `?` one) of the URIs without a slash at their end that differ in capital
 * letters or encoding of the path only. Null where there is no path whose letters or signs could differ.
 */
export function nearPattern(uri: string): string | null {
  const [, origin = '', path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/is.exec(uri) ?? [];
  const pattern = path.replace(/\/+$/, '').replace(ENCODED, '*').replace(/[a-z]/gi, '?');
  if (origin === '' || !/[?*]/.test(pattern)) return null;
  return `${origin.toLowerCase()}${pattern}`;
}

/** With its percent signs read, where they are well-formed; a plus in the query is a space. */
function decoded(uri: string): string {
  return uri.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
