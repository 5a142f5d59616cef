/** Pages that one may be led back to: those that show something of an organization, or do something with it. */
const PAGES = /^\/(?:$|[?#]|(?:o|i)\/|(?:capsules|diagnose|problems)(?:[/?#]|$))/;
const MOST_CHARACTERS = 2_000;
/** An origin that is nobody's: what leads away from it does not stay here. */
const HERE = 'http://here.invalid';

/**
 * The address within Pushscope that `text` leads back to, as path, query and fragment; null where it names anything
 * else. Nobody can be sent elsewhere by it: not by `//host`, `/\host`, a scheme, control characters that browsers drop,
 * or any of these percent-encoded, however often.
 */
export function returnPath(text: string | null | undefined): string | null {
  if (!text || text.length > MOST_CHARACTERS) return null;
  for (let plain = text, rounds = 0; ; rounds += 1) {
    if (!isOwn(plain)) return null;
    const decoded = decodedPath(plain);
    if (decoded === null || rounds > 5) return null;
    if (decoded === plain) break;
    plain = decoded;
  }
  const { pathname, search, hash } = new URL(text, HERE);
  return `${pathname}${search}${hash}`;
}

/** The page to connect on, which leads back to `from` afterwards: an address within Pushscope. */
export function connectPath(
  from: string,
  place: { readonly region: string; readonly organization: string } | null,
): `/connect?${string}` {
  const query = new URLSearchParams(
    place === null ? {} : { region: place.region, organization: place.organization },
  );
  query.set('to', from);
  return `/connect?${query}`;
}

function isOwn(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from addresses, so none may be in one.
  if (/[\u0000-\u001f\u007f\\]/.test(text) || !text.startsWith('/') || text.startsWith('//')) return false;
  if (!URL.canParse(text, HERE)) return false;
  const { origin, pathname } = new URL(text, HERE);
  return origin === HERE && !pathname.startsWith('//') && PAGES.test(pathname);
}

/** The text with the percent-encodings of its path decoded once; null where they are none. Ids may have a slash in them. */
function decodedPath(text: string): string | null {
  const end = text.search(/[?#]/);
  const path = end === -1 ? text : text.slice(0, end);
  try {
    return `${decodeURIComponent(path)}${end === -1 ? '' : text.slice(end)}`;
  } catch {
    return null;
  }
}
