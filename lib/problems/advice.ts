import type { Actor } from './problem';

/** Who must act, in words that fit after "Who acts:". */
export const ACTING: Readonly<Record<Actor, string>> = {
  client: 'whoever runs the pushing client',
  administrator: 'an administrator of the Coveo organization',
  coveo: 'Coveo',
  wait: 'nobody: it passes with time',
};

/** Whether sending the same again helps, and after what, in a sentence. */
export function retryWords({
  retryable,
  retryAfter,
}: {
  readonly retryable: boolean;
  readonly retryAfter: string | null;
}): string {
  if (!retryable) return 'Sending the same again does not help.';
  return retryAfter === null
    ? 'Sending it again can help.'
    : `Sending it again can help: ${retryAfter.replace(/[.!]$/, '')}.`;
}
