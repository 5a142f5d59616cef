import { z } from 'zod';
import type { BodyKind } from './call';
import { parseJson } from './json-text';

/** What the body of a failed call tells; null where it does not. Not redacted yet. */
export interface ErrorBody {
  readonly kind: BodyKind;
  readonly code: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

/**
 * Reads an error body in every form seen: Coveo's `{errorCode, message}` in any order, incomplete, with a number or
 * `type` for a code, cut off in the middle; S3's XML; a gateway's HTML; text; nothing.
 */
export function readErrorBody(body: string, contentType: string | null): ErrorBody {
  const kind = bodyKindOf(body, contentType);
  if (kind === 'json') return { kind, ...readJson(body) };
  if (kind === 'xml')
    return {
      kind,
      code: tag(body, 'Code'),
      message: tag(body, 'Message'),
      requestId: tag(body, 'RequestId'),
    };
  const message = kind === 'html' ? (tag(body, 'title') ?? tag(body, 'h1')) : firstLine(body);
  return { kind, code: null, message, requestId: null };
}

/** What a body looks like. Its first characters say more than its Content-Type, which gateways get wrong. */
function bodyKindOf(body: string, contentType: string | null): BodyKind {
  const start = body.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return 'empty';
  if (/^[{["]/.test(start)) return 'json';
  if (/^(<!doctype html|<html|<head|<body|<title|<h1)/.test(start)) return 'html';
  if (start.startsWith('<')) return /html/i.test(contentType ?? '') ? 'html' : 'xml';
  return parseJson(body).ok ? 'json' : 'text';
}

const code = z
  .union([z.string().min(1), z.number().transform(String)])
  .nullish()
  .catch(null);
const text = z.string().nullish().catch(null);
const wireError = z.object({
  errorCode: code,
  type: code,
  code: code,
  message: text,
  errorMessage: text,
  requestID: text,
  requestId: text,
});

function readJson(body: string): Omit<ErrorBody, 'kind'> {
  const parsed = parseJson(body);
  if (!parsed.ok) return readCutJson(body);
  const wire = wireError.safeParse(parsed.value);
  if (!wire.success) {
    const said = typeof parsed.value === 'string' ? firstLine(parsed.value) : null;
    return { code: null, message: said, requestId: null };
  }
  const { data } = wire;
  return {
    code: data.errorCode ?? data.type ?? data.code ?? null,
    message: (data.message || data.errorMessage) ?? null,
    requestId: data.requestID ?? data.requestId ?? null,
  };
}

function readCutJson(body: string): Omit<ErrorBody, 'kind'> {
  return {
    code: cutField(body, 'errorCode'),
    message: cutField(body, 'message'),
    requestId: cutField(body, 'request(?:ID|Id)'),
  };
}

/** A field of JSON that does not parse, where its value is whole. */
function cutField(body: string, name: string): string | null {
  const match = new RegExp(`"${name}"\\s*:\\s*(?:("(?:[^"\\\\]|\\\\.)*")|(\\d+)\\s*[,}])`).exec(body);
  const value = parseJson(match?.[1] ?? match?.[2] ?? '');
  return value.ok && value.value !== '' ? String(value.value) : null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function tag(markup: string, name: string): string | null {
  const inner = new RegExp(`<${name}[^<>]*>([^<]*)</${name}>`, 'i').exec(markup)?.[1];
  const plain = inner?.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (whole, entity: string) => ENTITIES[entity] ?? whole,
  );
  return plain ? firstLine(plain) : null;
}

function firstLine(body: string): string | null {
  return body.trim().split(/[\r\n]/, 1)[0] || null;
}
