import type { Facts, HeaderFact } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { ARTICLE_95 } from './article';
import { hasSucceeded, isForeign } from './paste-signs';
import type { Problem, Recognition } from './problem';

const HEADER = 'x-coveo-waf-action';

/** What the firewall’s page and header say, in any text. */
const PHRASES = [
  phrase('waf-action-block', String.raw`x-coveo-waf-action["']?\s{0,3}[:=]\s{0,3}["']?block`),
  phrase('waf-request-blocked', 'request (?:was |has been )?blocked for security reasons'),
  phrase('waf-firewall-identified', 'web application firewall has (?:identified|blocked|detected|flagged)'),
  phrase('waf-blocked-by', "blocked by (?:the |a |coveo[’']?s |your )?(?:waf|web application firewall)"),
];

/** Whether an answer is the firewall’s: by its header, or by the words of its page. */
export function isFirewallAnswer(facts: Facts): boolean {
  return blockingHeader(facts) !== null || pageWords(facts).length > 0;
}

function blockingHeader({ response }: Facts): HeaderFact | null {
  return (
    response?.headers.find(({ name, value }) => name === HEADER && value.trim().toLowerCase() === 'block') ??
    null
  );
}

function pageWords({ phrases }: Facts): Facts['phrases'] {
  return phrases.filter(({ name }) => PHRASES.some((known) => known.name === name));
}

function recognise(facts: Facts): Recognition | null {
  if (facts.s3 !== null || hasSucceeded(facts)) return null;
  const header = blockingHeader(facts);
  const words = pageWords(facts);
  const inText = words.some(({ name }) => name === 'waf-action-block');
  const isSure = header !== null || inText;
  if (!isSure && words.length === 0) return null;
  // Other vendors have firewalls, too; only this header is Coveo’s alone.
  if (!isSure && isForeign(facts)) return null;
  const page = words.filter(({ name }) => name !== 'waf-action-block');
  return {
    confidence: isSure ? 'certain' : 'likely',
    reasons: [
      ...(isSure ? [`The answer carries \`${HEADER}: block\`: Coveo’s firewall refused the call.`] : []),
      ...(page.length === 0 ? [] : ['The words are those of a firewall’s page, not of an API.']),
    ],
    spans: header === null ? words.map(({ span }) => span) : [header.span, ...page.map(({ span }) => span)],
    wrongIf: isSure
      ? 'The header was added by a proxy of the customer’s, and not by Coveo.'
      : `The whole answer has no header \`${HEADER}\`: then the firewall of somebody else, such as the customer’s own proxy, refused it.`,
    decidedBy: null,
    retryAfter: null,
  };
}

/** The web application firewall refuses a call (the header is read so by Coveo’s own client, platform-client). */
export const firewallBlock: Problem = {
  id: 'firewall-block',
  words: {
    title: 'Blocked by the firewall',
    whatHappened:
      'The web application firewall in front of Coveo refused the call: `403` with the header `x-coveo-waf-action: block`, and a page of text in place of JSON. The API did not see the call, and no privilege was looked at.',
    cause:
      'Something in the request looks like an attack to the firewall: often markup, scripts, SQL or shell commands in a parameter or in the body, as technical documentation holds them. Which rule it was is not told.',
    fix: [
      'Keep the whole answer: its `X-Request-ID`, its `Date` and its text.',
      'Send the same call with a harmless item, such as `"data": "test"`: if that passes, the content is the cause, else the address or the headers are.',
      'Halve the content until the part that is refused is found.',
      'Send that content through a file container: its upload does not pass the API, and the batch call that follows carries no content.',
      'Percent-encode `documentId` and other query parameters.',
      'If harmless content is refused, give Coveo Support the request id, the time and the organization.',
    ],
    mistakes: [
      'Taking it for `ACCESS_DENIED` and making a new API key.',
      'Repeating the call in a loop: a firewall may then refuse the address as a whole.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_95,
    unsure:
      'Coveo does not publish what its firewall looks at. What sets it off, and that a file container passes it, is inferred.',
  },
  signs: { statuses: [403], codes: ['x-coveo-waf-action'] },
  example: `HTTP/2 403
content-type: text/html
x-coveo-waf-action: block

<html><body><h1>Request blocked for security reasons</h1></body></html>`,
  paste: { codes: [], phrases: PHRASES, recognise },
  later: [],
};
