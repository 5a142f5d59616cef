import { countOf } from '@/lib/problems/phrasing';

/** Singular and plural of each kind of secret; a kind that is not here is counted by its own name. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'api-key': ['API key', 'API keys'],
  authorization: ['Authorization header', 'Authorization headers'],
  'aws-key': ['AWS key', 'AWS keys'],
  cookie: ['cookie', 'cookies'],
  credential: ['credential', 'credentials'],
  jwt: ['JSON web token', 'JSON web tokens'],
  password: ['password', 'passwords'],
  'private-key': ['private key', 'private keys'],
  signature: ['signature', 'signatures'],
};

/** What redaction removed, in words: "2 API keys, 1 signature"; null where it removed nothing. */
export function removedWords(
  redactions: readonly { readonly kind: string; readonly count: number }[],
): string | null {
  if (redactions.length === 0) return null;
  return redactions
    .map(({ kind, count }) => {
      const [one, many] = KINDS[kind] ?? [kind, kind];
      return countOf(count, one, many);
    })
    .join(', ');
}
