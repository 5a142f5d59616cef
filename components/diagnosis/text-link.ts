/** What begins the fragment of a link that carries a text. */
const KEY = '#d=';
/** Longest link that is made: chat programs, trackers and mail cut or refuse longer ones. */
export const MAX_LINK = 8_192;
/** Texts longer than this are not even tried. */
const MAX_TEXT = 400_000;
/** A fragment longer than this is no link of ours. */
const MAX_FRAGMENT = 64_000;
/** What a fragment may unfold to. */
const MAX_UNFOLDED = 2_000_000;

/** A link made, or why there is none. */
export type TextLink =
  | { readonly state: 'made'; readonly url: string }
  | { readonly state: 'too long'; readonly length: number | null };

/**
 * A link to `page` (an address without fragment) that carries a redacted text in its fragment, which no browser sends
 * to a server: `#d=` and base64url of its UTF-8, deflated. `length` of one that is too long is null where it was not
 * worth the try.
 */
export async function linkTo(page: string, redacted: string): Promise<TextLink> {
  if (redacted.length > MAX_TEXT) return { state: 'too long', length: null };
  const packed = new Blob([redacted]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const url = `${page}${KEY}${toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
  return url.length > MAX_LINK ? { state: 'too long', length: url.length } : { state: 'made', url };
}

/** The text that an address carries. */
export type LinkedText =
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'none' }
  | { readonly state: 'broken' };

/** Reads the text in an address's fragment, which begins with `#`. A link that was cut on its way is broken. */
export async function textInFragment(fragment: string): Promise<LinkedText> {
  if (!fragment.startsWith(KEY)) return { state: 'none' };
  const bytes = fragment.length > MAX_FRAGMENT ? null : fromBase64Url(fragment.slice(KEY.length));
  if (bytes === null) return { state: 'broken' };
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = unpacked.getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { state: 'read', text: text + decoder.decode() };
      text += decoder.decode(value, { stream: true });
      if (text.length <= MAX_UNFOLDED) continue;
      await reader.cancel();
      return { state: 'broken' };
    }
  } catch {
    return { state: 'broken' };
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) =>
      unit.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
