import type { ObservedCredential } from './credentials';
import type { CredentialFacts, RequestFacts } from './facts';
import type { Group } from './grouping';

/** An Authorization header at its place in the text without secrets. */
export interface PlacedCredential extends ObservedCredential {
  readonly start: number;
  readonly end: number;
}

/** How a token was sent: by the header that stands in the exchange, or by its absence where all headers are shown. */
export function credentialsOf(
  text: string,
  group: Group,
  credentials: readonly PlacedCredential[],
  request: RequestFacts | null,
): CredentialFacts | null {
  const { sent } = group;
  const really =
    sent === null ? undefined : credentials.find(({ start }) => start >= sent.start && start < sent.end);
  const seen = really ?? credentials[0];
  if (seen !== undefined) {
    const shape = isExpanded(text, group, seen) ? null : seen.shape;
    return { header: 'there', scheme: seen.scheme, shape, span: [seen.start, seen.end] };
  }
  if (request === null) return null;
  const implied = request.headers.find(({ name }) => name === 'authorization');
  if (implied !== undefined) {
    return {
      header: 'there',
      scheme: /^\w+/.exec(implied.value)?.[0] ?? null,
      shape: null,
      span: implied.span,
    };
  }
  // Browsers leave the header out of the HAR files that they save.
  const fromHar = group.status?.body !== undefined;
  return {
    header: request.complete && !fromHar ? 'missing' : 'unknown',
    scheme: null,
    shape: null,
    span: null,
  };
}

/** In a command, the shell fills a variable in, unless it stands in single quotes. */
function isExpanded(text: string, group: Group, { start, end, shape }: PlacedCredential): boolean {
  const command = group.request?.from === 'command' ? group.request : null;
  if (shape !== 'unexpanded variable' || command === null || start >= command.end) return false;
  return text[start - 1] !== "'" && /\$[A-Za-z_{(](?!\{)|%\w+%/.test(text.slice(start, end));
}
