/**
 * Epoch milliseconds of an HTTP date (`Sun, 22 Nov 2026 12:00:00 GMT`, RFC 9110), as the headers Date and Retry-After
 * hold it; null where there is none or it cannot be read.
 */
export function readHttpDate(header: string | null): number | null {
  if (!header || !/^[A-Za-z]{3,9},? .*\bGMT$/.test(header.trim())) return null;
  const ms = Date.parse(header);
  return Number.isNaN(ms) ? null : ms;
}
