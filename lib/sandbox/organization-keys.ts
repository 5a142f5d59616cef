import { type ApiKey, type KeySettings, makeKey } from './api-key';
import type { Organization, OrganizationSettings } from './organization';
import { OWN_PRIVILEGES, privilege, pushPrivileges } from './privilege';
import { type ScenarioName, scenarios } from './scenarios/scenarios';
import type { Source } from './source';

const NO_CONDITIONS = { status: 'ENABLED', expiresInMs: null, allowedIps: [], deniedIps: [] } as const;

/** When a scenario has the key of its job expire, in an organization made at `createdAt`; null: it does not. */
function expiryOf(scenario: ScenarioName | null, createdAt: number): number | null {
  return (scenario && scenarios[scenario].keyExpiredAt?.(createdAt)) ?? null;
}

/** The key that a source's own job pushes with, as it is made from the source (article 78). */
function sourceKey({ key }: OrganizationSettings, source: Source, madeAt: number): ApiKey {
  const { id, name, createdAt, scenario } = source;
  const settings = { name: `API key of ${name}`, privileges: pushPrivileges(id), ...NO_CONDITIONS };
  const expiresAt = expiryOf(scenario, madeAt);
  const replacedAt = (scenario && scenarios[scenario].keyReplacedAt?.(madeAt)) ?? null;
  if (replacedAt !== null) {
    const narrow = { ...settings, privileges: [privilege('SOURCE EDIT', id)] };
    return { ...makeKey(narrow, `${id}/replaced`, key, replacedAt), sourceId: id };
  }
  return { ...makeKey(settings, id, key, createdAt), sourceId: id, expiresAt };
}

/** All keys that an organization begins with: its own, one of each source that is pushed to, and those of its settings. */
export function makeKeys(
  settings: OrganizationSettings,
  sources: readonly Source[],
  createdAt: number,
): ApiKey[] {
  const { id, key } = settings;
  const own = { name: `Key of ${id}`, privileges: OWN_PRIVILEGES, ...NO_CONDITIONS };
  const pushed = sources.filter(({ pushEnabled }) => pushEnabled);
  return [
    { ...makeKey(own, `${id}/own`, key, createdAt), value: key },
    ...pushed.map((source) => sourceKey(settings, source, createdAt)),
    ...settings.keys.map((made, index) => makeKey(made, `${id}/key/${index}`, key, createdAt)),
  ];
}

/** Makes one more key to an organization, at `now` on its clock; `label` is one that no other key has. */
export function addKey(
  organization: Organization,
  settings: KeySettings,
  label: string,
  now: number,
): ApiKey {
  const { id, key } = organization.settings;
  const made = makeKey(settings, `${id}/${label}`, key, now);
  organization.keys.push(made);
  return made;
}
