import type { ApiKey, KeySettings } from './api-key';
import type { Clock } from './clock';
import type { Dialect } from './dialect';
import type { Fault } from './faults';
import type { FileContainer } from './file-container';
import type { Limits } from './licence';
import type { Pause } from './pause';
import { EVERYTHING, RETENTION_MS, totalRows } from './pipeline/journal';
import { settleSource } from './pipeline/settle-source';
import { isSized, type ScenarioName } from './scenarios/scenarios';
import type { SecurityProvider } from './security-provider';
import { type LimitNotice, presentSources, type Source } from './source';

/** What an organization is made of; kept to make it anew. */
export interface OrganizationSettings {
  id: string;
  key: string;
  scenarios: readonly ScenarioName[];
  seed: string;
  dialect: Dialect;
  /** Whether each item that another operation removes leaves a DELETE row. */
  deleteRows: boolean;
  /** Real milliseconds that every Coveo-facing answer is held back. */
  latencyMs: number;
  /** The server's cap on `perPage` of the logs. */
  perPageCap: number;
  /** Whether it has a source that is crawled, beside those that are pushed to. */
  pullSource: boolean;
  /** Whether it is paused from the beginning. */
  paused: boolean;
  /** Whether nothing in it may be changed. */
  readOnly: boolean;
  /** Whether one source shows all its scenarios at once, as `mixture.ts` mixes them. */
  mixed: boolean;
  /** Rows that the history of each source of the scenarios `busy` and `bursts` has, or that of the mixed source. */
  rows: number;
  /** Limits other than the usual ones. */
  limits: Partial<Limits>;
  /** Keys beside its own and those of its sources. */
  keys: readonly KeySettings[];
}

/** An organization with its state. */
export interface Organization {
  settings: OrganizationSettings;
  clock: Clock;
  createdAt: number;
  sources: Source[];
  containers: Map<string, FileContainer>;
  fields: { name: string; type: string }[];
  /** By security identity provider, which is there as soon as something is pushed to it. */
  providers: Map<string, SecurityProvider>;
  /** Its own key first. */
  keys: ApiKey[];
  /** In ascending order of time; it is paused while the last one lasts. */
  pauses: Pause[];
  readOnly: boolean;
  limits: Limits;
  /** Push API calls that belong to no source, by UTC day (days since 1970). */
  callsWithoutSource: Map<number, number>;
  /** That such calls were refused for a limit. */
  limitNotices: LimitNotice[];
  faults: Map<string, Fault>;
  /** Calls by operation name. */
  calls: Map<string, number>;
  /** Calls that have come, and not been answered yet. */
  callsInFlight: number;
  /** Real epoch milliseconds of the last call, or of its answer. */
  lastUsedAt: number;
  /** Signs its presigned URLs. */
  secret: string;
  /** Log rows that there is room for. */
  room: () => number;
}

/**
 * Brings all sources of an organization up to its clock; answers the time that they are at. Unless it is to be done
 * `wholly`, nobody waits for a large uploaded file: what was read of it so far is there.
 */
export async function settleOrganization(organization: Organization, wholly = false): Promise<number> {
  const { settings, sources, clock, room } = organization;
  const now = clock.now();
  for (const source of sources) {
    const settlement = {
      now,
      leavesDeleteRows: settings.deleteRows,
      room,
      forgetBefore: now - RETENTION_MS,
      mostRows: isSized(source.scenario) ? settings.rows : Number.POSITIVE_INFINITY,
    };
    await settleSource(source, settlement, wholly);
  }
  return now;
}

/** Answers a call for an organization, which is in use meanwhile and is not evicted; `realNow` is real time. */
export async function inUse<T>(
  organization: Organization,
  realNow: () => number,
  answer: () => T | Promise<T>,
): Promise<T> {
  organization.lastUsedAt = realNow();
  organization.callsInFlight += 1;
  try {
    return await answer();
  } finally {
    organization.callsInFlight -= 1;
    // A call that took long kept its organization in use.
    organization.lastUsedAt = realNow();
  }
}

/** The log rows that an organization can show at `now`. */
export function countRows({ sources }: Organization, now: number): number {
  const span = { from: now - RETENTION_MS, to: now + 1 };
  return sources.reduce((rows, { pipeline }) => rows + totalRows(pipeline.journal, span, EVERYTHING), 0);
}

/** A source of an organization by its id. */
export function findSource(organization: Organization, id: string): Source | undefined {
  return presentSources(organization.sources).find((source) => source.id === id);
}
