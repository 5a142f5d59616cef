import type { ResponseFacts, Span } from './facts';
import type { Group } from './grouping';
import { skipRemarks, trimSpan } from './http-text';
import { jsonEnd } from './json-text';

type Body = NonNullable<ResponseFacts['body']>;

/** How much of a body that is neither JSON nor markup is taken. */
const MAX_TEXT_BODY = 20_000;

/** Finds the body of each answer that is kept, which ends before the next exchange at the latest. */
export function findBodies(text: string, groups: readonly Group[], kept: ReadonlySet<Group>): void {
  for (const [index, group] of groups.entries()) {
    if (!kept.has(group)) continue;
    const limit = groups[index + 1]?.start ?? text.length;
    group.body = bodyOf(text, group, limit);
    if (group.body !== null) group.end = Math.max(group.end, Math.min(group.body.span[1], limit));
  }
}

function bodyOf(text: string, { status, tags, bodies }: Group, limit: number): Body | null {
  const quoted = bodies.flatMap(({ fields }) => fields).find((field) => field.quoted);
  if (status?.body !== undefined) return status.body;
  if (status !== null && status.headers.length > 0) {
    const body = readBody(text, status.end, limit);
    return body ?? { format: 'empty', span: [status.end, status.end], complete: true };
  }
  if (tags !== null) return readBody(text, tags.start, limit);
  return quoted === undefined ? null : bodyAround(text, quoted.start, limit);
}

/** The body that begins at the line `from` and ends before `limit` at the latest; null where there is none to tell. */
function readBody(text: string, from: number, limit: number): Body | null {
  const start = Math.min(skipRemarks(text, from), limit);
  const quoted = /^[ \t]*>[ \t]?(?=[<{[])/.exec(text.slice(start, start + 20))?.[0].length ?? 0;
  const [at, end] = trimSpan(text, [start + quoted, Math.max(limit, start + quoted)]);
  if (at >= end) return null;
  const head = text.slice(at, at + 200);
  if (/^[{[]/.test(head)) return jsonBody(text, at, end);
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(head))
    return markup(text, 'html', at, end, /<\/html\s*>/i);
  if (/^(?:<\?xml|<Error|&lt;(?:\?xml|Error))/i.test(head))
    return markup(text, 'xml', at, end, /<\/Error\s*>|&lt;\/Error&gt;/i);
  const blank = /\n[ \t>]*\r?\n/.exec(text.slice(at, Math.min(end, at + MAX_TEXT_BODY)));
  const stop = blank === null ? Math.min(end, at + MAX_TEXT_BODY) : at + blank.index;
  return { format: 'text', span: trimSpan(text, [at, stop]), complete: true };
}

/** The JSON that holds the field at `at`, by the brace before it; null where none is near. */
function bodyAround(text: string, at: number, limit: number): Body | null {
  const before = text.slice(Math.max(0, at - 2_000), at);
  const offset = before.search(/[{[](?:\s|\\{1,15}[nrt]|["'{[])*["'\\&%][^{}[\]]*$/);
  if (offset === -1) return null;
  return jsonBody(text, at - before.length + offset, limit);
}

function jsonBody(text: string, start: number, limit: number): Body {
  const { end, complete } = jsonEnd(text, start, limit);
  return { format: 'json', span: trimSpan(text, [start, Math.max(end, start + 1)]), complete };
}

function markup(text: string, format: 'xml' | 'html', start: number, limit: number, closing: RegExp): Body {
  const window: Span = [start, Math.min(limit, start + 200_000)];
  const found = closing.exec(text.slice(...window));
  const end = found === null ? window[1] : start + found.index + found[0].length;
  return { format, span: trimSpan(text, [start, end]), complete: found !== null };
}
