import 'server-only';

/**
 * Whether a request that may change something comes from a page of somebody else: its Origin names another host than
 * the one that was asked, or none at all (`null`, of a sandboxed frame). Programs send no Origin.
 */
export function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')?.toLowerCase();
}

/** What a foreign page is told. */
export const FOREIGN = 'Writes are taken from Pushscope’s own pages only.';
