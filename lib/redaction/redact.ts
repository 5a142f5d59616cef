import { findSecrets } from './secrets';

/** What stands where a secret stood. No secret holds an angle bracket, so none is found in it. */
export const REDACTED = '<redacted>';

/**
 * The text without its secrets; a text without any is returned as it is. Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  let redacted = text;
  // What stood beside a secret can be recognised once the secret is gone, so it is looked at again.
  for (let spans = findSecrets(redacted); spans.length > 0; spans = findSecrets(redacted)) {
    let rest = '';
    let from = 0;
    for (const { start, end } of spans) {
      rest += redacted.slice(from, start) + REDACTED;
      from = end;
    }
    redacted = rest + redacted.slice(from);
  }
  return redacted;
}
