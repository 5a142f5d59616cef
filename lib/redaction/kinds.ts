/**
 * What a secret is: a Coveo API key, the credentials of an Authorization header, an AWS key id, a cookie's value, the
 * value of a field that is named as a credential, a JSON web token, a password, a private key, or a part of a
 * presigned or signed request.
 */
export type SecretKind =
  | 'api-key'
  | 'authorization'
  | 'aws-key'
  | 'cookie'
  | 'credential'
  | 'jwt'
  | 'password'
  | 'private-key'
  | 'signature';

/** Where a secret stands in a text: UTF-16 offsets, `end` not included. */
export interface SecretSpan {
  readonly kind: SecretKind;
  readonly start: number;
  readonly end: number;
}
