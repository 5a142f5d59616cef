import type { CodeFact, Fact, ResponseFacts } from './facts';
import type { Group } from './grouping';
import type { Mark } from './marks';

/** The most codes and messages that are kept of one exchange. */
const MAX_CODES = 50;
const MAX_MESSAGES = 50;

/** The status that a paste is, and nothing else; null where it is anything else. */
export function bareStatus(text: string): Fact<number> | null {
  const number = /^\s*([1-5]\d\d)\s*$/.exec(text.slice(0, 40));
  if (number === null || text.length > 40) return null;
  const at = text.indexOf(number[1] ?? '');
  return { value: Number(number[1]), span: [at, at + 3] };
}

/** The answer of an exchange; null where the paste shows nothing of it. */
export function readResponse(group: Group): ResponseFacts | null {
  const { status, tags, bodies, body } = group;
  const headers = [
    ...(status?.headers ?? []),
    ...group.headers.filter((mark) => mark.of === 'response').map(({ header }) => header),
  ];
  if (status === null && headers.length === 0 && body === null && tags === null && bodies.length === 0)
    return null;
  return { headers, body };
}

/** The status of an exchange: of its status line, else of a numeric code in its body. */
export function statusOf({ status, bodies }: Group): Fact<number> | null {
  if (status !== null) return { value: status.value, span: status.span };
  for (const { name, numeric, value, span } of bodies.flatMap(({ fields }) => fields)) {
    if (name === 'code' && numeric && /^[45]\d\d$/.test(value)) return { value: Number(value), span };
  }
  return null;
}

/** The error codes of an exchange, each place once: from fields, and as words beside them. */
export function codesOf(group: Group, marks: readonly Mark[]): CodeFact[] {
  const codes: CodeFact[] = [];
  for (const { name, value, span } of group.bodies.flatMap(({ fields }) => fields)) {
    if (name === 'code' && codes.length < MAX_CODES) codes.push({ value, span, from: 'field' });
  }
  const fromTags = group.tags?.tags.find(({ name, value }) => name === 'code' && value !== '');
  if (fromTags !== undefined) codes.push({ value: fromTags.value, span: fromTags.span, from: 'field' });
  const inside = group.documents.length === 0 ? [] : marks.filter((mark) => isInDocument(group, mark));
  for (const mark of inside) {
    if (mark.type === 'field' && mark.name === 'code')
      codes.push({ value: mark.value, span: mark.span, from: 'field' });
  }
  // A message names codes that are its own where the body has no field for them.
  const named = codes.some(({ value }) => !/^\d+$/.test(value))
    ? []
    : group.bodies.flatMap((body) => body.named);
  for (const mark of [...group.codes, ...named, ...inside]) {
    if (mark.type !== 'code' || codes.length >= MAX_CODES) continue;
    const known = codes.some(({ span }) => mark.start < span[1] && span[0] < mark.end);
    if (!known) codes.push({ value: mark.value, span: [mark.start, mark.end], from: 'word' });
  }
  return codes.sort((a, b) => a.span[0] - b.span[0]);
}

/** Rows and activities tell of errors inside of them. */
function isInDocument(group: Group, mark: Mark): boolean {
  return group.documents.some(({ start, end }) => mark.start >= start && mark.start < end);
}

/** The messages of an exchange, in the order of the text. */
export function messagesOf(group: Group): Fact<string>[] {
  const messages: Fact<string>[] = [];
  for (const { name, value, span } of group.bodies.flatMap(({ fields }) => fields)) {
    if (name === 'message') messages.push({ value, span });
  }
  for (const { name, value, span } of group.tags?.tags ?? []) {
    if (value !== '' && /^(?:message|title|h1)$/.test(name)) messages.push({ value, span });
  }
  return messages.sort((a, b) => a.span[0] - b.span[0]).slice(0, MAX_MESSAGES);
}
