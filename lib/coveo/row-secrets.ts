import type { Json } from '@/lib/evidence/json';
import type { LogRow } from '@/lib/evidence/log-row';
import { redact } from '@/lib/redaction/redact';

/** What every known kind of secret has about it: a row without any of these words is not looked through. */
const SUSPICIOUS =
  /token|key|secret|sign|passw|pwd|auth|bearer|basic|credential|x-amz|eyJ|\w{10}-\w{4}-\w{4}-\w{4}-\w{12}/i;

/** A log row without the secrets that an item's URI or its `meta` may hold. Joins by URI hold: like stays like. */
export function withoutSecrets(row: LogRow): LogRow {
  const item = row.item === null ? null : clean(row.item);
  const guid = clean(row.guid);
  const meta = cleanJson(row.meta);
  return item === row.item && meta === row.meta && guid === row.guid ? row : { ...row, guid, item, meta };
}

function clean(text: string): string {
  return SUSPICIOUS.test(text) ? redact(text) : text;
}

/** The very same value where nothing had to go. */
function cleanJson(value: Json): Json {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const cleaned = value.map(cleanJson);
    return cleaned.some((child, at) => child !== value[at]) ? cleaned : value;
  }
  let changed = false;
  const cleaned = Object.fromEntries(
    Object.entries(value).map(([name, child]) => {
      // A value may be a secret by its name alone, such as {"access_token": "…"}.
      const named =
        typeof child === 'string' && SUSPICIOUS.test(name) ? cleanNamed(name, child) : cleanJson(child);
      changed ||= named !== child;
      return [name, named];
    }),
  );
  return changed ? cleaned : value;
}

function cleanNamed(name: string, value: string): string {
  const cleaned = redact(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const parsed: unknown = JSON.parse(`{${cleaned}}`);
  const text = typeof parsed === 'object' && parsed !== null ? Object.values(parsed)[0] : undefined;
  return typeof text === 'string' ? text : '<redacted>';
}
