import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import { redact } from '@/lib/redaction/redact';

/**
 * Gives log rows without the secrets that an item's URI or its `meta` may hold. Joins by URI hold: like stays like.
 * Rows of one page name the same items again and again, so what a URI comes to is remembered from row to row.
 */
export function secretsRemover(): (row: LogRow) => LogRow {
  const items = new Map<string, string>();
  return (row) => withoutSecrets(row, items);
}

function withoutSecrets(row: LogRow, items: Map<string, string>): LogRow {
  const item = row.item === null ? null : (items.get(row.item) ?? redact(row.item));
  if (row.item !== null && item !== null) items.set(row.item, item);
  const guid = UUID.test(row.guid) ? row.guid : redact(row.guid);
  const meta = cleanJson(row.meta);
  const requestId = plainId(row.requestId);
  const resourceId = plainId(row.resourceId);
  const same =
    item === row.item &&
    meta === row.meta &&
    guid === row.guid &&
    requestId === row.requestId &&
    resourceId === row.resourceId;
  return same ? row : { ...row, guid, item, requestId, resourceId, meta };
}

/** An id that is one: nothing else is looked at twice a row. */
function plainId(id: string | null): string | null {
  return id === null || UUID.test(id) || NAME.test(id) ? id : redact(id);
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

/** A pseudo id, such as MAPPING_EXTENSION. */
const NAME = /^[A-Z_]{0,60}$/;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

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
