/**
 * Where an organization lives: Coveo's four regions and its HIPAA environment (article 78 and the official clients),
 * or the sandbox that ships inside.
 */
export const REGIONS = ['us', 'ca', 'eu', 'au', 'hipaa', 'sandbox'] as const;

/** One of the places that an organization can live in. */
export type Region = (typeof REGIONS)[number];

/** Base URLs of the three services, without a trailing slash: paths such as `/push/v1/…` are appended. */
export interface Hosts {
  readonly push: string;
  readonly logs: string;
  readonly platform: string;
}

const REGION_NAMES: readonly string[] = REGIONS;

/** Whether a text, such as a part of a path, names a region. */
export function isRegion(text: string): text is Region {
  return REGION_NAMES.includes(text);
}

/**
 * The base URLs of a region. The us region has no suffix, and HIPAA has one host name for all regions (the official
 * platform client). `sandboxUrl` is the sandbox's own base, its `/sandbox` path included, and is used by `sandbox` only.
 */
export function hostsOf(region: Region, sandboxUrl: string): Hosts {
  if (region === 'sandbox') {
    const base = sandboxUrl.replace(/\/+$/, '');
    return { push: base, logs: base, platform: base };
  }
  const suffix = region === 'us' ? '' : region === 'hipaa' ? 'hipaa' : `-${region}`;
  const api = `https://api${suffix}.cloud.coveo.com`;
  return { push: api, logs: api, platform: `https://platform${suffix}.cloud.coveo.com` };
}
