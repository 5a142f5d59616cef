import { rm } from 'node:fs/promises';
import { createOrganization, type Organization, type OrganizationSettings } from './organization';
import { scenarioNames } from './scenarios/scenarios';

const MOST_ORGANIZATIONS = 64;
const MOST_ROWS = 3_000_000;

/** Rows that a new organization's source is reckoned with before its history is computed. */
const ROWS_PER_SOURCE = 40_000;

const ROWS_PER_OPERATION = 4;

/** An organization that was used later than this (real milliseconds) is never evicted. */
const UNUSED_MS = 10 * 60_000;

/** The id of the organization that is there from the beginning. */
export const DEMO_ID = 'sandbox-demo';
/** The demo organization's API key; it is public, and opens nothing else. */
export const DEMO_KEY = 'xx5a4db0c0-0000-4000-8000-000000000001';

const DEMO: OrganizationSettings = {
  id: DEMO_ID,
  key: DEMO_KEY,
  // "healthy" twice: a source with a nightly run, and one that runs four times a day.
  scenarios: ['healthy', ...scenarioNames],
  seed: 'demo',
  dialect: 'rich',
  deleteRows: true,
  latencyMs: 0,
  perPageCap: 1_000,
  pullSource: true,
};

/** About how many rows an organization takes up: its operations, or a guess for a source that nobody has asked for. */
function rowsHeld({ sources }: Organization): number {
  return sources.reduce((rows, { pipeline, scenario }) => {
    const isAwaited = pipeline.operations.length === 0 && scenario !== null;
    return rows + (isAwaited ? ROWS_PER_SOURCE : pipeline.operations.length * ROWS_PER_OPERATION);
  }, 0);
}

/** All organizations of a sandbox. */
export interface Organizations {
  get(id: string): Organization | undefined;
  byKey(key: string): Organization | undefined;
  /** Makes one; says why not when its id is taken, or there is no room and none may be evicted. */
  create(settings: OrganizationSettings): Organization | 'taken' | 'full';
  /** Makes it anew, as its settings say. */
  reset(organization: Organization): Organization;
  delete(organization: Organization): void;
}

/** The demo organization, and room for those that tests make. `now` is real time, `secret` makes signing keys. */
export function createOrganizations(now: () => number, secret: () => string): Organizations {
  const all = new Map<string, Organization>();
  const add = (settings: OrganizationSettings) => {
    const organization = createOrganization(settings, now, secret());
    all.set(settings.id, organization);
    return organization;
  };
  const remove = (organization: Organization) => {
    all.delete(organization.settings.id);
    for (const { path } of organization.containers.values()) {
      if (path) void rm(path, { force: true });
    }
  };
  /** Whether there is room for one more, having evicted the longest unused where that is allowed. */
  const makeRoom = (sources: number): boolean => {
    const unused = [...all.values()]
      .filter(({ settings, lastUsedAt }) => settings.id !== DEMO_ID && now() - lastUsedAt >= UNUSED_MS)
      .sort((a, b) => a.lastUsedAt - b.lastUsedAt);
    let rows = sources * ROWS_PER_SOURCE;
    for (const organization of all.values()) rows += rowsHeld(organization);
    for (const organization of unused) {
      if (all.size < MOST_ORGANIZATIONS && rows <= MOST_ROWS) break;
      rows -= rowsHeld(organization);
      remove(organization);
    }
    return all.size < MOST_ORGANIZATIONS && rows <= MOST_ROWS;
  };

  add(DEMO);
  return {
    get: (id) => all.get(id),
    byKey: (key) => [...all.values()].find(({ settings }) => settings.key === key),
    create(settings) {
      if (all.has(settings.id)) return 'taken';
      return makeRoom(Math.max(1, settings.scenarios.length)) ? add(settings) : 'full';
    },
    reset(organization) {
      remove(organization);
      return add(organization.settings);
    },
    delete: remove,
  };
}
