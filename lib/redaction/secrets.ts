import { authorizationAt, bearerAt } from './authorization';
import { type Cookies, cookieOptionAt, cookiesAt } from './cookies';
import { fieldAt } from './fields';
import type { SecretSpan } from './kinds';
import type { NamePair } from './name';
import { urlPasswordAt, userOptionAt } from './passwords';
import { apiKeyAt, awsKeyIdAt, awsSessionTokenAt, jsonWebTokenAt, privateKeyAt } from './shapes';

type Rule = (text: string, at: number, floor: number) => SecretSpan | Cookies | null;

/**
 * What is looked for, by two ASCII characters in a row that stand in it and are rare in texts. Small letters are found
 * as capitals too.
 */
const RULES: readonly (readonly [pairs: string, rule: Rule])[] = [
  ['ke', field('ke')],
  ['pa', field('pa')],
  ['pw', field('pw')],
  ['cr', field('cr')],
  ['lr', field('lr')],
  ['gn', field('gn')],
  ['ig', field('ig')],
  ['gt', field('gt')],
  ['ss', field('ss')],
  ['be', (text, at, floor) => bearerAt(text, at) ?? fieldAt(text, at, 'be', floor)],
  ['ba', bearerAt],
  ['iz', authorizationAt],
  ['ki', cookiesAt],
  [':/ :\\ %3 %2', urlPasswordAt],
  ['IA', awsKeyIdAt],
  ['oJ oG oD', awsSessionTokenAt],
  ['yJ', jsonWebTokenAt],
  ['--', (text, at) => privateKeyAt(text, at) ?? userOptionAt(text, at) ?? cookieOptionAt(text, at)],
  ['-b -B', (text, at, floor) => apiKeyAt(text, at, floor) ?? cookieOptionAt(text, at)],
  ['-u -U', (text, at, floor) => apiKeyAt(text, at, floor) ?? userOptionAt(text, at)],
  [Array.from('0123456789acdefghijklmnopqrstvwxyz_', (next) => `-${next}`).join(' '), apiKeyAt],
];

function field(pair: NamePair): Rule {
  return (text, at, floor) => fieldAt(text, at, pair, floor);
}

/** For two ASCII codes, seven bits each: the place of their rule in the list, counted from one; 0 for none. */
const RULE_OF_PAIR = new Uint8Array(1 << 14);
for (const [index, [pairs]] of RULES.entries())
  for (const pair of pairs.split(' '))
    for (const first of casesOf(pair.charAt(0)))
      for (const second of casesOf(pair.charAt(1))) RULE_OF_PAIR[(first << 7) | second] ||= index + 1;

function casesOf(character: string): number[] {
  return [character.charCodeAt(0), character.toUpperCase().charCodeAt(0)];
}

/** How far back into a secret is looked for the name of another one, whose value stands behind it. */
const TAIL = 64;

/** What one look at a text finds. */
export interface Look {
  readonly spans: readonly SecretSpan[];
  /** Secrets ran into each other: without them, what stands beside them can be recognised anew. */
  readonly joined: boolean;
}

/**
 * Where secrets stand in a text: in order, without overlaps. Meant to find rather too much than too little; in text
 * without credentials it finds nothing. Linear.
 */
export function findSecrets(text: string): readonly SecretSpan[] {
  return lookForSecrets(text).spans;
}

/**
 * Finds secrets in one pass: each rule reads a bounded stretch before it decides, and what it takes is not read again,
 * but for its tail.
 */
export function lookForSecrets(text: string): Look {
  const spans: SecretSpan[] = [];
  let joined = false;
  let end = 0;
  let floor = 0;
  for (let at = nextTelltale(text, 0); at !== -1; ) {
    const rule = RULES[(RULE_OF_PAIR[(text.charCodeAt(at) << 7) | text.charCodeAt(at + 1)] ?? 0) - 1];
    const secret = rule?.[1](text, at, at < end ? floor : end) ?? null;
    let next = at + 1;
    if (secret !== null) {
      for (const span of 'spans' in secret ? secret.spans : [secret]) joined = add(spans, span) || joined;
      if (at >= end) floor = end;
      end = Math.max(end, secret.end);
      // From a name to its value stands nothing else.
      next = Math.max(next, secret.end - TAIL, 'spans' in secret ? next : secret.start);
    }
    at = nextTelltale(text, next);
  }
  return { spans, joined };
}

/** Adds a secret. What begins in the last one, or right behind it, belongs to that; returns whether it made it longer. */
function add(spans: SecretSpan[], span: SecretSpan): boolean {
  const last = spans.at(-1);
  if (!last || span.start > last.end) spans.push(span);
  else if (span.end > last.end) {
    spans[spans.length - 1] = { ...last, end: span.end };
    return true;
  }
  return false;
}

/** The next offset at which a rule may apply, or -1: the one loop over all characters, so it does nothing else. */
function nextTelltale(text: string, from: number): number {
  const { length } = text;
  let code = text.charCodeAt(from);
  for (let at = from + 1; at < length; at += 1) {
    const next = text.charCodeAt(at);
    const pair = (code << 7) | next;
    if (pair < 16_384 && RULE_OF_PAIR[pair] !== 0 && next < 128) return at - 1;
    code = next;
  }
  return -1;
}
