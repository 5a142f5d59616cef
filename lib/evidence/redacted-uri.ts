/** What stands in a URI where a secret stood: `lib/redaction` puts it there, where rows enter. */
const REDACTED = '<redacted>';

/** Whether an item's URI held a secret, which is not kept: Coveo knows no item of the URI that is left. */
export function hidesSecret(uri: string): boolean {
  return uri.includes(REDACTED);
}

/** The pattern, with a `*` for each secret, that the items of a URI which held some match. */
export function redactedPattern(uri: string): string {
  return uri.replaceAll(REDACTED, '*');
}
