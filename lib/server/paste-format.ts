import 'server-only';

/** What the bytes of a paste are: JSON with a `text`, or a text in a charset; null where the sender names none. */
export type PasteFormat =
  | { readonly kind: 'json' }
  | { readonly kind: 'text'; readonly charset: string | null };

/**
 * What a body is by its headers, or null for what cannot be read as a paste: other types than `text/plain` and
 * `application/json`, charsets that nobody knows, compressed content.
 */
export function pasteFormat(headers: Headers): PasteFormat | null {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') return null;
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map((part) => part.trim());
  if (type.toLowerCase() === 'application/json') return { kind: 'json' };
  if (type.toLowerCase() !== 'text/plain') return null;
  const charset = charsetOf(parameters);
  return charset === null || isKnown(charset) ? { kind: 'text', charset } : null;
}

function charsetOf(parameters: readonly string[]): string | null {
  for (const parameter of parameters) {
    const charset = /^charset\s*=\s*"?([^"]*)"?$/i.exec(parameter)?.[1];
    if (charset !== undefined) return charset;
  }
  return null;
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}
