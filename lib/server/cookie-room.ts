import 'server-only';

/** So many connections one browser keeps. */
const MOST_CONNECTIONS = 8;
/** So many bytes all of them may have in the Cookie header: Node takes 16 KB of headers in all. */
const MOST_COOKIE_BYTES = 12 * 1024;
/** A browser keeps no longer cookie, its name included. */
const MOST_ONE_BYTES = 4_096;

interface Cookie {
  readonly name: string;
  readonly value: string;
}

/**
 * Why a connection's cookie has no room beside those of `kept`, the other connections, in a sentence that says what to
 * do; null where it has. One that is made anew takes the place of the old one.
 */
export function withoutRoom(kept: readonly Cookie[], made: Cookie): string | null {
  const others = kept.filter(({ name }) => name !== made.name);
  if (bytesOf([made]) > MOST_ONE_BYTES) {
    return 'The token is too long for a cookie once it is encrypted. Use an API key.';
  }
  if (others.length >= MOST_CONNECTIONS) {
    return `This browser keeps ${others.length} connections, which is as many as it may. Forget one that is not needed any more, then connect again.`;
  }
  if (bytesOf([...others, made]) > MOST_COOKIE_BYTES) {
    return `The connections of this browser would be longer than ${MOST_COOKIE_BYTES / 1024} KB together, which is as much as every request may carry. Forget one, or connect with API keys, which are short.`;
  }
  return null;
}

/** What cookies take in the header: `name=value; `. */
function bytesOf(cookies: readonly Cookie[]): number {
  return cookies.reduce((sum, { name, value }) => sum + Buffer.byteLength(`${name}=${value}; `), 0);
}
