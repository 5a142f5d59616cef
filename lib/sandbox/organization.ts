import type { ApiKey, KeySettings } from './api-key';
import { type Clock, createClock } from './clock';
import type { Dialect } from './dialect';
import type { Fault } from './faults';
import type { FileContainer } from './file-container';
import { alphanumericOf, mix, seedOf } from './hash';
import { DEFAULT_LIMITS, type Limits } from './limits';
import { makeKeys } from './organization-keys';
import { isPausedAt, type Pause } from './pause';
import { EVERYTHING, RETENTION_MS, totalRows } from './pipeline/journal';
import type { Rules } from './pipeline/rules';
import { notSettling, settleSource } from './pipeline/settling';
import type { Job } from './scenarios/job';
import { mixtureOf } from './scenarios/mixture';
import type { Scenario } from './scenarios/scenario';
import { isAboutItems, isSized, type ScenarioName, scenarios } from './scenarios/scenarios';
import { createPlan } from './scenarios/schedule';
import type { SecurityProvider } from './security-provider';
import { emptyPipeline, type LimitNotice, presentSources, type Source } from './source';

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

const DAY_MS = 86_400_000;

function jobFor(scenario: Scenario, ordinal: number): Job {
  const job = scenario.jobs[ordinal];
  if (job) return job;
  const last = scenario.jobs.at(-1) ?? scenario.jobs[0];
  return { ...last, name: `${last.name} ${ordinal + 1}`, uri: `${last.uri}-${ordinal + 1}` };
}

function makeSource(
  { id: organization, seed }: OrganizationSettings,
  createdAt: number,
  scenario: ScenarioName | null,
  ordinal: number,
  facts: Pick<Source, 'name' | 'type' | 'pushEnabled'>,
  rules: Partial<Rules> = {},
): Source {
  const label = `${seed}/${scenario ?? facts.name}/${ordinal}`;
  const id = `${alphanumericOf(seedOf(`${organization}/${label}`), 26)}-${organization}`;
  return {
    ...facts,
    id,
    scenario,
    createdAt: createdAt - (200 + (seedOf(label) % 300)) * DAY_MS,
    deletedAt: (scenario && scenarios[scenario].deletedAt?.(createdAt)) ?? null,
    seed: seedOf(id),
    plan: null,
    pipeline: emptyPipeline(rules),
    settling: notSettling(),
    streams: new Map(),
  };
}

/** The one source of an organization whose scenarios are mixed. */
function makeMixture(settings: OrganizationSettings, createdAt: number): Source {
  const scenario = mixtureOf(settings.scenarios, settings.rows) ?? scenarios.healthy;
  const name = settings.scenarios.find((one) => !isAboutItems(one)) ?? settings.scenarios[0] ?? 'healthy';
  const [job] = scenario.jobs;
  const facts = { name: job.name, type: 'PUSH', pushEnabled: true } as const;
  const source = makeSource(settings, createdAt, name, 0, facts, scenario.rules?.(createdAt));
  const seed = mix(seedOf(settings.seed), seedOf(job.name));
  source.plan = createPlan(job.rhythm, seed, createdAt, (run) => scenario.calls(job, seed, run));
  return source;
}

function makeSources(settings: OrganizationSettings, createdAt: number): Source[] {
  if (settings.mixed) return [makeMixture(settings, createdAt)];
  const counts = new Map<ScenarioName, number>();
  const sources = settings.scenarios.map((name) => {
    const ordinal = counts.get(name) ?? 0;
    counts.set(name, ordinal + 1);
    const scenario: Scenario = scenarios[name];
    const usual = jobFor(scenario, ordinal);
    const job = scenario.sizedJob?.(usual, settings.rows) ?? usual;
    const facts = { name: job.name, type: scenario.type ?? 'PUSH', pushEnabled: true } as const;
    const source = makeSource(settings, createdAt, name, ordinal, facts, scenario.rules?.(createdAt));
    const seed = mix(seedOf(settings.seed), seedOf(job.name));
    source.plan = createPlan(job.rhythm, seed, createdAt, (run) => scenario.calls(job, seed, run));
    return source;
  });
  if (sources.length === 0) {
    sources.push(
      makeSource(settings, createdAt, null, 0, { name: 'Push source', type: 'PUSH', pushEnabled: true }),
    );
  }
  if (settings.pullSource) {
    sources.push(
      makeSource(settings, createdAt, null, 0, {
        name: 'Corporate website',
        type: 'WEB2',
        pushEnabled: false,
      }),
    );
  }
  return sources;
}

/** The pause that an organization begins with, where its settings or a scenario of it ask for one. */
function pausesFor({ paused, scenarios: names }: OrganizationSettings, createdAt: number): Pause[] {
  const times = names.flatMap((name) => scenarios[name].pausedAt?.(createdAt) ?? []);
  if (paused) times.push(createdAt);
  return times.length === 0 ? [] : [{ from: Math.min(...times), to: null }];
}

/** Since when a scenario wants the organization to be read-only; null where none does. */
function readOnlySince(names: readonly ScenarioName[], createdAt: number): number | null {
  const times = names.flatMap((name) => scenarios[name].readOnlyAt?.(createdAt) ?? []);
  return times.length === 0 ? null : Math.min(...times);
}

/** The limits that scenarios ask for; of those that two ask for, the last one's. */
function limitsOf(names: readonly ScenarioName[]): Partial<Limits> {
  const limits: Partial<Limits> = {};
  for (const name of names) Object.assign(limits, scenarios[name].limits);
  return limits;
}

/** Makes an organization as its settings say. Its history is computed when it is first asked for. */
export function createOrganization(
  settings: OrganizationSettings,
  realNow: () => number,
  secret: string,
  room: () => number,
): Organization {
  const createdAt = realNow();
  const sources = makeSources(settings, createdAt);
  const pauses = pausesFor(settings, createdAt);
  const readOnlyFrom = readOnlySince(settings.scenarios, createdAt);
  const organization: Organization = {
    settings,
    clock: createClock(realNow),
    createdAt,
    sources,
    keys: makeKeys(settings, sources, createdAt),
    pauses,
    readOnly: settings.readOnly || readOnlyFrom !== null,
    limits: { ...DEFAULT_LIMITS, ...limitsOf(settings.scenarios), ...settings.limits },
    callsWithoutSource: new Map(),
    limitNotices: [],
    containers: new Map(),
    fields: [],
    providers: new Map(),
    faults: new Map(),
    calls: new Map(),
    callsInFlight: 0,
    lastUsedAt: createdAt,
    secret,
    room,
  };
  for (const source of sources) {
    const { plan, deletedAt } = source;
    if (!plan) continue;
    const isRefusedAt = (at: number) =>
      isPausedAt(pauses, at) ||
      (deletedAt !== null && at >= deletedAt) ||
      (organization.readOnly && readOnlyFrom !== null && at >= readOnlyFrom);
    // What a job calls while nothing is taken is refused, and leaves nothing.
    source.plan = {
      *runsUntil(now) {
        for (const { start, calls } of plan.runsUntil(now)) {
          yield { start, calls: calls.filter(({ at }) => !isRefusedAt(at)) };
        }
      },
    };
  }
  return organization;
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
