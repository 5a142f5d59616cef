import type { CredentialFacts, Facts, RowFact, Span } from '@/lib/paste/facts';
import { readHttpDate } from '@/lib/problems/http-date';
import type { NamedFact } from './report';

/** The most facts that a report lists; a HAR of a day may hold thousands. */
export const MAX_FACTS = 300;
/** A value longer than this is cut in the list; the text holds all of it. */
const MAX_VALUE = 500;

/**
 * What was read, as names and values: `status`, `code`, `message`, `requestId`, `organization`, `source`, `region`,
 * `item`, `fileId`, `orderingId` with its unit and moment, `method`, `url`, `late`, `authorization`, the answer's `date`,
 * the time of the first row that tells something (`rowTime`), and what does not fit together. Each name and value once, in the order of the text; at most `MAX_FACTS`.
 */
export function namedFacts(exchanges: readonly Facts[]): NamedFact[] {
  const facts: NamedFact[] = [];
  const seen = new Set<string>();
  for (const exchange of exchanges) {
    for (const fact of factsOfExchange(exchange)) {
      const key = `${fact.name}\n${fact.value}`;
      if (fact.value === '' || seen.has(key)) continue;
      if (facts.length >= MAX_FACTS) return facts;
      seen.add(key);
      facts.push(fact);
    }
  }
  return facts;
}

function* factsOfExchange(facts: Facts): Generator<NamedFact> {
  const { request, s3 } = facts;
  if (request?.method) yield named('method', request.method.value, request.method.span);
  if (request?.url) yield named('url', request.url.value, request.url.span);
  if (facts.status) yield named('status', String(facts.status.value), facts.status.span);
  for (const code of facts.codes) yield named('code', code.value, code.span);
  for (const message of facts.messages) yield named('message', message.value, message.span);
  if (s3?.expires) yield named('expires', s3.expires.value, s3.expires.span);
  if (s3?.serverTime) yield named('serverTime', s3.serverTime.value, s3.serverTime.span);
  if (s3?.expires && s3.lateMs !== null && s3.lateMs >= 0) {
    yield named('late', inWords(s3.lateMs), s3.serverTime?.span ?? s3.expires.span);
  }
  if (facts.credentials) {
    const { span } = facts.credentials;
    yield named('authorization', credentialWords(facts.credentials), span ?? [facts.span[0], facts.span[0]]);
  }
  for (const id of facts.identifiers) {
    yield named(id.name === 'console page' ? 'consolePage' : id.name, id.value, id.span);
    if (id.ordering === undefined) continue;
    yield named('orderingIdUnit', id.ordering.unit === 'other' ? 'not known' : id.ordering.unit, id.span);
    if (id.ordering.moment !== null) yield named('orderingIdMoment', id.ordering.moment, id.span);
  }
  const date = facts.response?.headers.find(({ name }) => name === 'date');
  const at = date === undefined ? null : readHttpDate(date.value);
  if (date && at !== null) yield named('date', at, date.span);
  const row = facts.rows.read.find((one) => one.row.result !== 'COMPLETED') ?? facts.rows.read[0];
  if (row && row.dated !== 'not') yield named('rowTime', momentOf(row), row.span);
  for (const mismatch of facts.mismatches) yield named('mismatch', mismatch.text, mismatch.span);
}

/** As ISO; where the paste shows no zone, in words that nobody takes for UTC. */
function momentOf({ row, dated }: RowFact): string {
  return dated === 'in UTC' ? row.at : `${row.at.slice(0, 19).replace('T', ' ')}, zone not shown`;
}

function named(name: string, value: string, span: Span): NamedFact {
  return { name, value: value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value, span };
}

function credentialWords({ header, scheme, shape }: CredentialFacts): string {
  if (header === 'missing') return 'no Authorization header';
  const what = shape === 'removed' ? 'removed before it came here' : shape;
  const parts = [scheme, what].filter((part) => part !== null);
  return parts.length === 0 ? 'not shown' : parts.join(', ');
}

/** A length of time with two units at most: "5 s", "3 min 20 s", "2 h 5 min", "17 days 3 h". */
function inWords(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const units: readonly (readonly [size: number, name: string])[] = [
    [86_400, 'days'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first === -1) return `${ms} ms`;
  let rest = seconds;
  const words: string[] = [];
  for (const [size, name] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${name === 'days' && count === 1 ? 'day' : name}`);
  }
  return words.join(' ');
}
