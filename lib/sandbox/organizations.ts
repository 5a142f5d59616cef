import { rm } from 'node:fs/promises';
import type { ApiKey } from './api-key';
import { createOrganization } from './create-organization';
import { dropAll, dropExpired } from './file-container';
import { type Organization, type OrganizationSettings, settleOrganization } from './organization';
import { filesOf } from './pipeline/call';
import { demoScenarioNames, isSized, type ScenarioName } from './scenarios/scenarios';

const MOST_ORGANIZATIONS = 64;
/** Log rows of all organizations together; a source of the scenarios `busy` and `bursts` can have as many. */
export const MOST_ROWS = 3_000_000;

/** Rows of a source of the scenarios `busy` and `bursts`, unless it is said how many. */
export const DEFAULT_ROWS = 1_000_000;

/** Rows that a new organization's source is reckoned with before its history is computed. */
const ROWS_PER_SOURCE = 40_000;

/** Rows of pushes that are taken beyond the most. */
const SPARE_ROWS = 100_000;

/** An organization that was used later than this (real milliseconds), or that is in use, is never evicted. */
const UNUSED_MS = 10 * 60_000;

/** The id of the organization that is there from the beginning. */
export const DEMO_ID = 'sandbox-demo';
/** The demo organization's API key; it is public, and opens nothing else. */
export const DEMO_KEY = 'xx5a4db0c0-0000-4000-8000-000000000001';

const DEMO: OrganizationSettings = {
  id: DEMO_ID,
  key: DEMO_KEY,
  // "healthy" twice: a source with a nightly run, and one that runs four times a day.
  scenarios: ['healthy', ...demoScenarioNames],
  seed: 'demo',
  dialect: 'rich',
  deleteRows: true,
  latencyMs: 0,
  perPageCap: 1_000,
  pullSource: true,
  paused: false,
  readOnly: false,
  mixed: false,
  rows: DEFAULT_ROWS,
  limits: {},
  keys: [],
};

/** Rows that a source's history is reckoned with before it is computed. */
function rowsAwaited(scenario: ScenarioName | null, { rows }: OrganizationSettings): number {
  if (scenario === null) return 0;
  return isSized(scenario) ? rows : ROWS_PER_SOURCE;
}

/** About how many rows an organization takes up. The demo organization is always there, and counts only what it grows by. */
function rowsHeld({ settings, sources }: Organization): number {
  return sources.reduce((total, { pipeline, scenario }) => {
    const awaited = rowsAwaited(scenario, settings);
    const { rows } = pipeline.journal;
    // Such a source forgets its oldest rows for new ones: it does not grow.
    const held = rows === 0 || isSized(scenario) ? awaited : rows;
    return total + (settings.id === DEMO_ID ? Math.max(0, held - awaited) : held);
  }, 0);
}

/** All organizations of a sandbox. */
export interface Organizations {
  get(id: string): Organization | undefined;
  /** The key of this value, with its organization; also one that is dead. */
  keyOf(value: string): { organization: Organization; key: ApiKey } | undefined;
  /** Makes one; says why not when its id is taken, or there is no room and none may be evicted. */
  create(settings: OrganizationSettings): Organization | 'taken' | 'full';
  /** Makes it anew, as its settings say. */
  reset(organization: Organization): Organization;
  delete(organization: Organization): void;
  /** Whether pushes may leave more rows; the longest unused organizations make room for them. */
  hasRoomForPushes(): boolean;
  /** Removes the uploads that nobody needs any more: what has expired, and what can be consumed. */
  reclaimUploads(): Promise<void>;
}

/** The demo organization, and room for those that tests make. `now` is real time, `secret` makes signing keys. */
export function createOrganizations(now: () => number, secret: () => string): Organizations {
  const all = new Map<string, Organization>();
  const held = () => [...all.values()].reduce((rows, organization) => rows + rowsHeld(organization), 0);
  /** Those that nobody uses, the longest unused first. */
  const evictable = () =>
    [...all.values()]
      .filter(({ settings, callsInFlight }) => settings.id !== DEMO_ID && callsInFlight === 0)
      .filter(({ lastUsedAt }) => now() - lastUsedAt >= UNUSED_MS)
      .sort((a, b) => a.lastUsedAt - b.lastUsedAt);
  const remove = (organization: Organization) => {
    all.delete(organization.settings.id);
    void dropAll(organization.containers);
    for (const { pipeline } of organization.sources) {
      for (const { call } of pipeline.queue.splice(0)) {
        for (const { content } of filesOf(call.request)) {
          if (content.kind === 'file') void rm(content.path, { force: true });
        }
      }
    }
  };
  /** Whether there is room for so much more, having evicted the longest unused where that is allowed and enough. */
  const makeRoom = (more: { organizations: number; rows: number }, mostRows: number): boolean => {
    let organizations = all.size + more.organizations;
    let rows = held() + more.rows;
    const isTooMuch = () => organizations > MOST_ORGANIZATIONS || rows > mostRows;
    if (!isTooMuch()) return true;
    const evicted: Organization[] = [];
    for (const organization of evictable()) {
      evicted.push(organization);
      organizations -= 1;
      rows -= rowsHeld(organization);
      if (!isTooMuch()) break;
    }
    if (isTooMuch()) return false;
    for (const organization of evicted) remove(organization);
    return true;
  };
  /** What is left for pushes, which find some room also where histories take up all. */
  const room = () => MOST_ROWS + SPARE_ROWS - held();
  const add = (settings: OrganizationSettings) => {
    const organization = createOrganization(settings, now, secret(), room);
    all.set(settings.id, organization);
    return organization;
  };

  add(DEMO);
  return {
    get: (id) => all.get(id),
    keyOf(value) {
      for (const organization of all.values()) {
        const key = organization.keys.find((candidate) => candidate.value === value);
        if (key) return { organization, key };
      }
      return undefined;
    },
    create(settings) {
      if (all.has(settings.id)) return 'taken';
      const rows = settings.scenarios.reduce((total, name) => total + rowsAwaited(name, settings), 0);
      return makeRoom({ organizations: 1, rows }, MOST_ROWS) ? add(settings) : 'full';
    },
    reset(organization) {
      remove(organization);
      return add(organization.settings);
    },
    delete: remove,
    hasRoomForPushes: () => makeRoom({ organizations: 0, rows: 1 }, MOST_ROWS + SPARE_ROWS),
    async reclaimUploads() {
      for (const organization of all.values()) {
        await dropExpired(organization.containers, organization.clock.now());
        await settleOrganization(organization, true);
      }
    },
  };
}
