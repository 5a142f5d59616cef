import type { CoveoClient } from './client';

/** One part of a path, encoded. The official clients do not encode ids, and an id may hold a slash. */
export function pathPart(id: string): string {
  // URL parsers resolve `.` and `..` even when percent-encoded, which would lead to another resource.
  if (id === '.' || id === '..') return id.replaceAll('.', '%252E');
  return encodeURIComponent(id);
}

/** A query's values; the ones that are null or undefined are left out. */
export type Query = Readonly<Record<string, string | number | bigint | boolean | null | undefined>>;

/** The URL of a Push API resource of the client's organization; `path` begins with a slash. */
export function pushUrl(client: CoveoClient, path: string, query: Query = {}): string {
  return withQuery(
    `${client.hosts.push}/push/v1/organizations/${pathPart(client.organization)}${path}`,
    query,
  );
}

/** The URL of a Source Logs resource of the client's organization; `path` is empty or begins with a slash. */
export function logsUrl(client: CoveoClient, path: string, query: Query = {}): string {
  return withQuery(
    `${client.hosts.logs}/logs/v1/organizations/${pathPart(client.organization)}${path}`,
    query,
  );
}

/** The URL of a platform resource of the client's organization; `path` begins with a slash. */
export function platformUrl(client: CoveoClient, path: string, query: Query = {}): string {
  return withQuery(
    `${client.hosts.platform}/rest/organizations/${pathPart(client.organization)}${path}`,
    query,
  );
}

function withQuery(url: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? url : `${url}?${search}`;
}
