import type { SecretKind, SecretSpan } from './kinds';
import { REDACTED } from './placeholder';
import { lookForSecrets } from './secrets';

/** How many secrets of a kind were removed. */
export interface RedactionCount {
  readonly kind: SecretKind;
  readonly count: number;
}

/** A text without its secrets, and what was removed from it, by the kind's name. */
export interface Redaction {
  readonly text: string;
  readonly redactions: readonly RedactionCount[];
}

/** How often a text is looked at, at most: the limit keeps the time linear. */
const LOOKS = 4;

/**
 * The text without its secrets; a text without any is returned as it is. Redacting twice changes nothing more.
 */
export function redact(text: string): string {
  return redactSecrets(text).text;
}

/** The text without its secrets, as `redact` gives it, with the count of what was removed. Linear. */
export function redactSecrets(text: string): Redaction {
  const counts = new Map<SecretKind, number>();
  let rest = text;
  for (let look = 0; look < LOOKS; look += 1) {
    const { spans, joined } = lookForSecrets(rest);
    if (spans.length === 0) break;
    for (const { kind } of spans) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    rest = without(rest, spans);
    if (!joined) break;
  }
  const redactions = Array.from(counts, ([kind, count]) => ({ kind, count }));
  return { text: rest, redactions: redactions.sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

function without(text: string, spans: readonly SecretSpan[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(from, start), REDACTED);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
