import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long an upload URL lives (article 43). */
export const EXPIRES_SECONDS = 3_600;

/** The headers that an upload must carry, as they are: they are signed. */
export const REQUIRED_HEADERS = {
  'x-amz-server-side-encryption': 'AES256',
  'Content-Type': 'application/octet-stream',
} as const;

const SIGNED_HEADERS = 'content-type;host;x-amz-server-side-encryption';

function signatureOf(
  secret: string,
  path: string,
  query: URLSearchParams,
  headers: Record<string, string>,
): string {
  const signed = Object.entries(headers).map(([name, value]) => `${name.toLowerCase()}:${value.trim()}`);
  const text = ['PUT', path, query.toString(), ...signed.sort()].join('\n');
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The query of an upload URL that is good for an hour from `now` (epoch milliseconds), signed in the manner of AWS. */
export function presign(secret: string, path: string, now: number): URLSearchParams {
  const date = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `SANDBOX/${date.slice(0, 8)}/us-east-1/s3/aws4_request`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(EXPIRES_SECONDS),
    'X-Amz-SignedHeaders': SIGNED_HEADERS,
  });
  query.set('X-Amz-Signature', signatureOf(secret, path, query, REQUIRED_HEADERS));
  return query;
}

/** Whether URL and headers are those that were signed; a header that is missing or another breaks the signature. */
export function isSigned(secret: string, url: URL, headers: Headers): boolean {
  const query = new URLSearchParams(url.search);
  const signature = query.get('X-Amz-Signature');
  query.delete('X-Amz-Signature');
  const sent = Object.fromEntries(
    Object.keys(REQUIRED_HEADERS).map((name) => [name, headers.get(name) ?? '']),
  );
  const given = Buffer.from(signature ?? '');
  const made = Buffer.from(signatureOf(secret, url.pathname, query, sent));
  return given.length === made.length && timingSafeEqual(given, made);
}

/** When an upload URL expires, in epoch milliseconds, by what is written in it; null when that cannot be read. */
export function expiryOf(query: URLSearchParams): number | null {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (!date || Number.isNaN(seconds)) return null;
  const [, year, month, day, hour, minute, second] = date;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) + seconds * 1_000;
}
