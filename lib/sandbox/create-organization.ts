import { createClock } from './clock';
import { alphanumericOf, mix, seedOf } from './hash';
import { DEFAULT_LIMITS, type Limits } from './licence';
import type { Organization, OrganizationSettings } from './organization';
import { makeKeys } from './organization-keys';
import { isPausedAt, type Pause } from './pause';
import type { Rules } from './pipeline/rules';
import { notSettling } from './pipeline/settling';
import type { Job } from './scenarios/job';
import { mixtureOf } from './scenarios/mixture';
import type { Scenario } from './scenarios/scenario';
import { isAboutItems, type ScenarioName, scenarios } from './scenarios/scenarios';
import { createPlan } from './scenarios/schedule';
import { emptyPipeline, type Source } from './source';

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
