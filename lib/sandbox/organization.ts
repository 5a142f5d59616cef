import { type Clock, createClock } from './clock';
import type { Dialect } from './dialect';
import type { Fault } from './faults';
import { alphanumericOf, mix, seedOf } from './hash';
import { forgetBefore, RETENTION_MS, visitRows } from './pipeline/journal';
import { settle } from './pipeline/settle';
import type { Job } from './scenarios/job';
import type { Scenario } from './scenarios/scenario';
import { type ScenarioName, scenarios } from './scenarios/scenarios';
import { createPlan } from './scenarios/schedule';
import { emptyPipeline, type Source } from './source';

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
}

/** A file container: a place for one upload, on the organization's clock. */
export interface FileContainer {
  fileId: string;
  createdAt: number;
  /** Where the upload is; null before it and after it was handed on to a batch. */
  path: string | null;
}

/** An organization with its state. */
export interface Organization {
  settings: OrganizationSettings;
  clock: Clock;
  createdAt: number;
  sources: Source[];
  containers: Map<string, FileContainer>;
  fields: { name: string; type: string }[];
  faults: Map<string, Fault>;
  /** Calls by operation name. */
  calls: Map<string, number>;
  /** Real epoch milliseconds of the last call. */
  lastUsedAt: number;
  /** Signs its presigned URLs. */
  secret: string;
  /** The settlement under way: one at a time. */
  settling: Promise<void>;
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
): Source {
  const label = `${seed}/${scenario ?? facts.name}/${ordinal}`;
  const id = `${alphanumericOf(seedOf(`${organization}/${label}`), 26)}-${organization}`;
  return {
    ...facts,
    id,
    scenario,
    createdAt: createdAt - (200 + (seedOf(label) % 300)) * DAY_MS,
    seed: seedOf(id),
    plan: null,
    pipeline: emptyPipeline(),
  };
}

function makeSources(settings: OrganizationSettings, createdAt: number): Source[] {
  const counts = new Map<ScenarioName, number>();
  const sources = settings.scenarios.map((name) => {
    const ordinal = counts.get(name) ?? 0;
    counts.set(name, ordinal + 1);
    const scenario: Scenario = scenarios[name];
    const job = jobFor(scenario, ordinal);
    const facts = { name: job.name, type: 'PUSH', pushEnabled: true } as const;
    const source = makeSource(settings, createdAt, name, ordinal, facts);
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

/** Makes an organization as its settings say. Its history is computed when it is first asked for. */
export function createOrganization(
  settings: OrganizationSettings,
  realNow: () => number,
  secret: string,
): Organization {
  const createdAt = realNow();
  return {
    settings,
    clock: createClock(realNow),
    createdAt,
    sources: makeSources(settings, createdAt),
    containers: new Map(),
    fields: [],
    faults: new Map(),
    calls: new Map(),
    lastUsedAt: createdAt,
    secret,
    settling: Promise.resolve(),
  };
}

/** Brings all sources of an organization up to its clock; answers the time that they are at. */
export async function settleOrganization(organization: Organization): Promise<number> {
  const { settings, sources, clock } = organization;
  let now = clock.now();
  const settled = organization.settling.then(async () => {
    now = clock.now();
    for (const source of sources) {
      await settle(source, now, settings.deleteRows);
      forgetBefore(source.pipeline, now - RETENTION_MS);
    }
  });
  organization.settling = settled.catch(() => undefined);
  await settled;
  return now;
}

/** The log rows that an organization can show at `now`. */
export function countRows(organization: Organization, now: number): number {
  let rows = 0;
  for (const { pipeline } of organization.sources) {
    visitRows(pipeline, { from: now - RETENTION_MS, to: now + 1 }, () => {
      rows += 1;
    });
  }
  return rows;
}

/** A source of an organization by its id. */
export function findSource(organization: Organization, id: string): Source | undefined {
  return organization.sources.find((source) => source.id === id);
}
