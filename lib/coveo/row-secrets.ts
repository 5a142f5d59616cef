import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import { redact } from '@/lib/redaction/redact';

/** A log row without the secrets that an item's URI or its `meta` may hold. Joins by URI hold: like stays like. */
export function withoutSecrets(row: LogRow): LogRow {
  const item = row.item === null ? null : redact(row.item);
  const guid = redact(row.guid);
  const meta = cleanJson(row.meta);
  return item === row.item && meta === row.meta && guid === row.guid ? row : { ...row, guid, item, meta };
}

/** The very same value where nothing had to go. */
function cleanJson(value: Json): Json {
  if (typeof value === 'string') return redact(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const cleaned = value.map(cleanJson);
    return cleaned.some((child, at) => child !== value[at]) ? cleaned : value;
  }
  let changed = false;
  const cleaned = Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      // A value may be a secret by its name alone, such as {"access_token": "…"}.
      const named = typeof child === 'string' ? cleanNamed(name, child) : cleanJson(child);
      changed ||= named !== child;
      return [name, named];
    }),
  );
  return changed ? cleaned : value;
}

/** Numbers and moments, which most values are. */
const HARMLESS = /^[\d.:TZ+-]*$/;

function cleanNamed(name: string, value: string): string {
  if (HARMLESS.test(value)) return value;
  const field = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  const cleaned = redact(field);
  if (cleaned === field) return value;
  const parsed: unknown = JSON.parse(`{${cleaned}}`);
  const text = typeof parsed === 'object' && parsed !== null ? Object.values(parsed)[0] : undefined;
  return typeof text === 'string' ? text : '<redacted>';
}
