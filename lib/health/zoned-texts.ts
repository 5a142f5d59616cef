import { zonedText } from './zoned-moment';

/** What Coveo or the customer wrote, and what things are known by: shown as it is. */
const RAW = new Set([
  ...[
    'evidence',
    'rows',
    'loose',
    'meta',
    'request',
    'key',
    'guid',
    'id',
    'item',
    'items',
    'uri',
    'name',
    'by',
  ],
]);

/**
 * An answer of ours with the moments of all its sentences, which are written in UTC about the time of `near` (ISO), told
 * in a time zone. ISO times stay, and so does what is raw.
 */
export function zonedTexts(value: unknown, zone: string, near: string): unknown {
  if (typeof value === 'string') return zonedText(value, zone, near);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => zonedTexts(entry, zone, near));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      RAW.has(name) ? entry : zonedTexts(entry, zone, near),
    ]),
  );
}
