import 'server-only';
import type { Json } from '@/lib/evidence/json';
import { redact } from '@/lib/redaction/redact';

/** A JSON value with the secrets gone from all of its texts: rows were redacted when they were read, activities not. */
export function cleanJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleanJson);
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, cleanJson(child)]));
}
