/** Any JSON value. Domain values are plain JSON: no Date, Map or class. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Values nested deeper than this are cut off: nobody reads them, and reading them would exhaust the stack. */
export const MAX_JSON_DEPTH = 40;

/** A parsed value as plain JSON, whatever it was: what JSON cannot hold, or what lies too deep, is null. */
export function readJson(value: unknown, depth = 0): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON knows no minus zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object' || value === null || depth >= MAX_JSON_DEPTH) return null;
  if (Array.isArray(value)) return value.map((entry: unknown) => readJson(entry, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, readJson(entry, depth + 1)]));
}
