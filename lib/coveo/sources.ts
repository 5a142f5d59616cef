import { z } from 'zod';
import { readSource, type Source } from '@/lib/evidence/source';
import { redact } from '@/lib/redaction/redact';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { pathPart, platformUrl } from './path';
import { type CallSpec, type Reading, request } from './request';

/** An organization's Push sources, in Coveo's order (by name). */
export interface PushSources {
  readonly sources: readonly Source[];
  /** How many pages were read, a call each. */
  readonly calls: number;
  /** Entries without an id. */
  readonly unreadable: number;
}

interface SourcesPage {
  readonly sources: readonly Source[];
  readonly totalPages: number | null;
  readonly unreadable: number;
}

const PER_PAGE = 100;

/**
 * Lists all sources that items can be pushed to, page by page. `filterHostType=PUSH` is what the official CLI asks
 * with; the flag `pushEnabled` decides. One page that fails fails the list; the receipt is the last page's.
 */
export async function listPushSources(
  client: CoveoClient,
  options: CallOptions = {},
): Promise<CallResult<PushSources>> {
  const byId = new Map<string, Source>();
  let unreadable = 0;
  for (let page = 0; ; page += 1) {
    const result = await listPage(client, page, options);
    if (!result.ok) return result;
    const { sources, totalPages } = result.value;
    unreadable += result.value.unreadable;
    const before = byId.size;
    for (const source of sources) byId.set(source.id, source);
    // A page that brings nothing new ends the list, or a server that ignores `page` would never let it end.
    const more = totalPages === null ? sources.length >= PER_PAGE : page + 1 < totalPages;
    if (more && byId.size > before) continue;
    const pushEnabled = [...byId.values()].filter((source) => source.pushEnabled);
    return { ...result, value: { sources: pushEnabled, calls: page + 1, unreadable } };
  }
}

/** Reads one source, of any type. An unknown id is a failure of kind `refused` with Coveo's status (404). */
export function getSource(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions = {},
): Promise<CallResult<Source>> {
  return request(client, sourceCall(client, sourceId, readNamed), options);
}

/** A source with who may find its items: SECURED, PRIVATE or SHARED (`sourceVisibility`), null where Coveo does not tell. */
export interface SourceToWriteTo {
  readonly source: Source;
  readonly visibility: string | null;
}

/** Reads one source as `getSource` does, with what has to be known before something is pushed to it. */
export function getSourceToWriteTo(
  client: CoveoClient,
  sourceId: string,
  options: CallOptions = {},
): Promise<CallResult<SourceToWriteTo>> {
  return request(client, sourceCall(client, sourceId, readToWriteTo), options);
}

function sourceCall<T>(
  client: CoveoClient,
  sourceId: string,
  read: (body: unknown) => T | null,
): CallSpec<T> {
  return {
    call: 'sources.get',
    method: 'GET',
    url: platformUrl(client, `/sources/${pathPart(sourceId)}`),
    retry: 'reads',
    read: (body): Reading<T> => {
      const source = read(body);
      return source === null
        ? { ok: false, why: 'The answer holds no source.' }
        : { ok: true, value: source };
    },
  };
}

const wireVisibility = z.object({ sourceVisibility: z.string().nullish().catch(null) });

function readToWriteTo(body: unknown): SourceToWriteTo | null {
  const source = readNamed(body);
  const visibility = wireVisibility.safeParse(body).data?.sourceVisibility ?? null;
  return source === null ? null : { source, visibility };
}

function listPage(client: CoveoClient, page: number, options: CallOptions): Promise<CallResult<SourcesPage>> {
  return request(
    client,
    {
      call: 'sources.pages',
      method: 'GET',
      url: platformUrl(client, '/sources/pages', { page, perPage: PER_PAGE, filterHostType: 'PUSH' }),
      retry: 'reads',
      read: readPage,
    },
    options,
  );
}

/** A source whose name, which somebody typed, holds no secret. */
function readNamed(body: unknown): Source | null {
  const source = readSource(body);
  return source === null ? null : { ...source, name: redact(source.name) };
}

const wirePage = z.object({
  sourceModels: z.array(z.unknown()),
  totalPages: z.number().nullish().catch(null),
});

function readPage(body: unknown): Reading<SourcesPage> {
  const parsed = wirePage.safeParse(body);
  if (!parsed.success) return { ok: false, why: 'The answer holds no list of sources.' };
  const models = parsed.data.sourceModels;
  const sources: Source[] = [];
  for (const model of models) {
    const source = readNamed(model);
    if (source) sources.push(source);
  }
  return {
    ok: true,
    value: {
      sources,
      totalPages: parsed.data.totalPages ?? null,
      unreadable: models.length - sources.length,
    },
  };
}
