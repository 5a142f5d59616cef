import { z } from 'zod';
import { type RowCounts, readRowCounts } from '@/lib/evidence/counts';
import { type LogRow, readLogRow } from '@/lib/evidence/log-row';
import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';
import { logsUrl } from './path';
import { type Reading, request } from './request';
import { secretsRemover } from './row-secrets';
import { type CallWindow, windowQuery } from './window';

/** Which log rows are asked for (Source Logs specification). Values are Coveo's own; lists are allow-lists. */
export interface LogsQuery {
  /** At most seven days (`LOGS_WINDOW_MS`). */
  readonly window: CallWindow;
  /** Left out: all sources that the token may read. */
  readonly sourceIds?: readonly string[];
  readonly tasks?: readonly string[];
  readonly operations?: readonly string[];
  readonly results?: readonly string[];
  readonly excludeResults?: readonly string[];
  readonly excludeTasks?: readonly string[];
  readonly excludeOperations?: readonly string[];
  /** An item's URI, matched as `documentIdMatching` says; EXACT where that is left out. */
  readonly documentId?: string;
  readonly documentIdMatching?: 'EXACT' | 'PARTIAL' | 'WILDCARD';
}

/** A page of log rows asked for. */
export interface LogsPageQuery extends LogsQuery {
  /** From 0. */
  readonly page: number;
  readonly perPage: number;
}

/** A page of log rows as they came: in no promised order. */
export interface LogsPage {
  readonly rows: readonly LogRow[];
  readonly hasNextPage: boolean;
  /** Rows without a readable date, which have no place in time. */
  readonly unreadable: number;
  /** Rows dropped because they are of other sources than asked for. */
  readonly foreign: number;
}

/** The values that occur in the rows of a window, a list for each facet. */
export interface LogFacets {
  readonly operations: readonly string[];
  readonly results: readonly string[];
  readonly tasks: readonly string[];
  readonly sources: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Lists one page of log rows. The two spellings of the source filter in Coveo's own texts are both sent, and rows of
 * other sources dropped: a server that knows neither would answer for all sources.
 */
export function listLogs(
  client: CoveoClient,
  query: LogsPageQuery,
  options: CallOptions = {},
): Promise<CallResult<LogsPage>> {
  return request(
    client,
    {
      call: 'logs.list',
      method: 'POST',
      url: logsUrl(client, '', { ...urlQuery(query), page: query.page, perPage: query.perPage }),
      json: filter(query),
      retry: 'reads',
      read: (body) => readPage(body, query),
    },
    options,
  );
}

/**
 * Counts the rows of a window by facet (`facetsStats`). Counts cannot be told apart by source afterwards, so an answer
 * that counts other sources than asked for is a failure of kind `unreadable`.
 */
export function countLogs(
  client: CoveoClient,
  query: LogsQuery,
  options: CallOptions = {},
): Promise<CallResult<RowCounts>> {
  return request(
    client,
    {
      call: 'logs.facetsStats',
      method: 'POST',
      url: logsUrl(client, '/facetsStats', urlQuery(query)),
      json: filter(query),
      retry: 'reads',
      read: (body) => readCounts(body, query),
    },
    options,
  );
}

/** Lists the facet values that occur in a window, without counts. */
export function listLogFacets(
  client: CoveoClient,
  query: LogsQuery,
  options: CallOptions = {},
): Promise<CallResult<LogFacets>> {
  return request(
    client,
    {
      call: 'logs.facets',
      method: 'POST',
      url: logsUrl(client, '/facets', urlQuery(query)),
      json: filter(query),
      retry: 'reads',
      read: readFacets,
    },
    options,
  );
}

function urlQuery(query: LogsQuery) {
  return {
    ...windowQuery(query.window),
    documentId: query.documentId,
    documentIdMatching: query.documentIdMatching,
  };
}

/** The body: `sourcesIds` is the specification's spelling, `sourceIds` the official platform client's. */
function filter(query: LogsQuery) {
  return {
    sourcesIds: query.sourceIds,
    sourceIds: query.sourceIds,
    tasks: query.tasks,
    operations: query.operations,
    results: query.results,
    excludeResults: query.excludeResults,
    excludeTasks: query.excludeTasks,
    excludeOperations: query.excludeOperations,
  };
}

const wirePage = z.object({
  documentLogEntries: z.array(z.unknown()),
  hasNextPage: z.boolean().nullish().catch(null),
});

function readPage(body: unknown, query: LogsPageQuery): Reading<LogsPage> {
  const parsed = wirePage.safeParse(body);
  if (!parsed.success) return { ok: false, why: 'The answer holds no list of log rows.' };
  const entries = parsed.data.documentLogEntries;
  const read: LogRow[] = [];
  const withoutSecrets = secretsRemover();
  for (const entry of entries) {
    const row = readLogRow(entry);
    if (row) read.push(withoutSecrets(row));
  }
  const rows = ofSources(read, query.sourceIds);
  return {
    ok: true,
    value: {
      rows,
      hasNextPage: parsed.data.hasNextPage ?? (entries.length > 0 && entries.length >= query.perPage),
      unreadable: entries.length - read.length,
      foreign: read.length - rows.length,
    },
  };
}

/** Rows that name no source count as asked for only where no row on the page names another one. */
function ofSources(rows: readonly LogRow[], sourceIds: readonly string[] | undefined): readonly LogRow[] {
  if (!sourceIds || sourceIds.length === 0) return rows;
  const asked = new Set(sourceIds);
  const filtered = rows.every((row) => row.sourceId === null || asked.has(row.sourceId));
  if (filtered) return rows;
  return rows.filter((row) => row.sourceId !== null && asked.has(row.sourceId));
}

const countFacet = z.record(z.string(), z.number()).nullish();
const wireCounts = z.object({
  operations: countFacet,
  results: countFacet,
  tasks: countFacet,
  sourceIds: countFacet,
});

function readCounts(body: unknown, query: LogsQuery): Reading<RowCounts> {
  const wire = wireCounts.safeParse(body);
  const counts = readRowCounts(body);
  if (!wire.success || !counts || !Object.values(wire.data).some(Boolean)) {
    return { ok: false, why: 'The answer holds no row counts.' };
  }
  const asked = query.sourceIds ?? [];
  const others = Object.entries(counts.sources).filter(
    ([source, rows]) => rows > 0 && !asked.includes(source),
  );
  if (asked.length > 0 && others.length > 0) {
    return {
      ok: false,
      why: `The answer counts other sources too (${others.length}), although only ${asked.join(', ')} was asked for.`,
    };
  }
  return { ok: true, value: counts };
}

const valueFacet = z.array(z.string()).nullish();
const wireFacets = z.object({
  operations: valueFacet,
  results: valueFacet,
  tasks: valueFacet,
  sourceIds: valueFacet,
  resourceIds: valueFacet,
});

function readFacets(body: unknown): Reading<LogFacets> {
  const wire = wireFacets.safeParse(body);
  if (!wire.success || !Object.values(wire.data).some(Boolean)) {
    return { ok: false, why: 'The answer holds no facet values.' };
  }
  return {
    ok: true,
    value: {
      operations: wire.data.operations ?? [],
      results: wire.data.results ?? [],
      tasks: wire.data.tasks ?? [],
      sources: wire.data.sourceIds ?? [],
      resources: wire.data.resourceIds ?? [],
    },
  };
}
