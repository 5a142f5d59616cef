import { describe, expect, it } from 'vitest';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, responseOf, s3Of } from '@/lib/paste/facts-builder';
import { firewallBlock, isFirewallAnswer } from './firewall-block';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => firewallBlock.paste?.recognise(factsOf(facts)) ?? null;

const STATUS = { value: 403, span: [0, 3] } as const;
const HEADER = { name: 'x-coveo-waf-action', value: 'Block', span: [10, 35] } as const;
const PAGE = { name: 'waf-request-blocked', span: [40, 76] } as const;

const CERTAIN: Recognition = {
  confidence: 'certain',
  reasons: ['The answer carries `x-coveo-waf-action: block`: Coveo’s firewall refused the call.'],
  spans: [[10, 35]],
  wrongIf: 'The header was added by a proxy of the customer’s, and not by Coveo.',
  decidedBy: null,
  retryAfter: null,
};
const LIKELY: Recognition = {
  confidence: 'likely',
  reasons: ['The words are those of a firewall’s page, not of an API.'],
  spans: [[40, 76]],
  wrongIf:
    'The whole answer has no header `x-coveo-waf-action`: then the firewall of somebody else, such as the customer’s own proxy, refused it.',
  decidedBy: null,
  retryAfter: null,
};

describe('a block by the firewall is recognised', () => {
  it('for certain by its header', () => {
    expect(recognise({ status: STATUS, response: responseOf({ headers: [HEADER] }) })).toEqual(CERTAIN);
  });

  it('for certain by its header as a line of any text, with the words of its page', () => {
    const phrases = [{ name: 'waf-action-block', span: [0, 25] }, PAGE] as const;
    expect(recognise({ phrases })).toEqual({
      ...CERTAIN,
      reasons: [...CERTAIN.reasons, ...LIKELY.reasons],
      spans: [
        [0, 25],
        [40, 76],
      ],
    });
  });

  it('as likely by the words of its page alone', () => {
    expect(recognise({ status: STATUS, phrases: [PAGE] })).toEqual(LIKELY);
  });

  it.each([
    'x-coveo-waf-action: block',
    'X-Coveo-WAF-Action : "block"',
    'x-coveo-waf-action": "block',
    'Request blocked for security reasons',
    'request was blocked for security\n reasons',
    'web application firewall has identified',
    'Blocked by the WAF',
    'blocked by Coveo’s web application firewall',
  ])('in the wording: %s', (text) => {
    const { phrases = [] } = firewallBlock.paste ?? {};
    const found = phrases.filter(({ pattern }) => {
      pattern.lastIndex = 0;
      return pattern.test(text);
    });
    expect(found).toHaveLength(1);
  });
});

describe('a block by the firewall is not seen', () => {
  it.each<[string, Partial<Facts>]>([
    [
      'in an answer that carries another action',
      { status: STATUS, response: responseOf({ headers: [{ ...HEADER, value: 'allow' }] }) },
    ],
    ['in an answer that succeeded', { status: { value: 200, span: [0, 3] }, phrases: [PAGE] }],
    ['in another vendor’s answer', { phrases: [PAGE], foreign: { value: 'example.org', span: [0, 11] } }],
    ['in an error of S3', { phrases: [PAGE], s3: s3Of() }],
    ['in 403 alone', { status: STATUS, coveo: { value: 'api.cloud.coveo.com', span: [0, 19] } }],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

it('tells others that an answer is the firewall’s', () => {
  expect([
    isFirewallAnswer(factsOf({ response: responseOf({ headers: [HEADER] }) })),
    isFirewallAnswer(factsOf({ phrases: [PAGE] })),
    isFirewallAnswer(factsOf({ status: STATUS })),
  ]).toEqual([true, true, false]);
});
