import type { Facts, Span } from '@/lib/paste/facts';

/** How a token was sent wrongly, in a sentence, and whether Coveo then saw no token at all, or a wrong one. */
export interface TokenFault {
  readonly seen: 'none' | 'a wrong one';
  readonly text: string;
  /** What to mend in the request, a step. */
  readonly step: string;
  readonly spans: readonly Span[];
}

const SEND_ONE = 'Send the header `Authorization: Bearer <token>` with every call.';

/** What is wrong with how the exchange sent its token; null where nothing is, or the paste does not show it. */
export function tokenFault({ credentials }: Facts): TokenFault | null {
  if (credentials === null) return null;
  const { header, scheme, shape, span } = credentials;
  const spans = span === null ? [] : [span];
  if (header === 'missing') {
    return { seen: 'none', text: 'No Authorization header was sent.', step: SEND_ONE, spans };
  }
  switch (shape) {
    case 'empty':
      return { seen: 'none', text: 'The Authorization header holds no token.', step: SEND_ONE, spans };
    case 'doubled Bearer':
      return {
        seen: 'a wrong one',
        text: 'The word Bearer stands twice in the Authorization header.',
        step: 'Send the word `Bearer` once: the token in the client’s settings must not begin with it.',
        spans,
      };
    case 'unexpanded variable':
      return {
        seen: 'a wrong one',
        text: 'The Authorization header holds the name of a variable in place of its value.',
        step: 'Let the client put the token in the place of the variable’s name: in a shell double quotes do, single quotes do not.',
        spans,
      };
    case 'placeholder':
      return {
        seen: 'a wrong one',
        text: 'The Authorization header holds a placeholder in place of a token.',
        step: 'Put a real API key or OAuth token in the place of the placeholder.',
        spans,
      };
  }
  if (scheme !== null && !/^bearer$/i.test(scheme)) {
    return {
      seen: 'none',
      text: `The Authorization header has the scheme ${scheme}; Coveo takes Bearer.`,
      step: SEND_ONE,
      spans,
    };
  }
  return null;
}

/** What a token of this shape points to, in a sentence; null where its shape is not known. */
export function tokenHint({ credentials }: Facts): string | null {
  switch (credentials?.shape) {
    case 'api key':
      return 'The token has the shape of an API key: look up its status and its allowed addresses on the API Keys page.';
    case 'JWT':
      return 'The token is a JWT, as OAuth and search tokens are: these end after a while, and must be fetched anew.';
    default:
      return null;
  }
}
