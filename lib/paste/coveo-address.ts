import { type AddressParts, decodePart, readParameters, splitAddress } from './address-parts';
import type { Service, Span, UrlFacts } from './facts';

/** A host, with what it tells. */
interface HostFacts {
  readonly service: Service;
  readonly region: string | null;
  readonly organization: string | null;
}

/** Regional hosts (article 78 and the official clients): `api` or `platform`, environment, region. */
const REGIONAL =
  /^(api|platform|admin|search)(dev|stg|qa|hipaa)?(?:-(us|ca|eu|au|hipaa))?\.cloud\.coveo\.com$/;
/** Hosts of one organization (article mcc80216). */
const ORGANIZATION_HOST = /^([a-z0-9-]+?)(?:\.(?:admin|analytics|search))?\.org(hipaa|dev|stg)?\.coveo\.com$/;
/** Storage of file containers: presigned addresses at Amazon S3. */
const STORAGE = /(?:^|[.-])s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)$/;

/** What a host tells of an address, with its path, because the sandbox lives below `/sandbox`. */
function readHost(host: string, path: string): HostFacts {
  const regional = REGIONAL.exec(host);
  if (regional) {
    const [, name, environment, region] = regional;
    const place = environment === 'hipaa' || region === 'hipaa' ? 'hipaa' : (region ?? 'us');
    if (name === 'platform') return { service: 'platform', region: place, organization: null };
    return { service: serviceOfPath(path) ?? 'other Coveo', region: place, organization: null };
  }
  if (host === 'push.cloud.coveo.com') return { service: 'push', region: 'us', organization: null };
  const own = ORGANIZATION_HOST.exec(host);
  if (own) {
    const service = serviceOfPath(path) ?? 'other Coveo';
    return { service, region: own[2] === 'hipaa' ? 'hipaa' : null, organization: own[1] ?? null };
  }
  if (host === 'coveo.com' || host.endsWith('.coveo.com')) {
    return { service: serviceOfPath(path) ?? 'other Coveo', region: null, organization: null };
  }
  if (STORAGE.test(host)) return { service: 'upload', region: null, organization: null };
  if (path.startsWith('/sandbox/')) {
    return {
      service: serviceOfPath(path.slice('/sandbox'.length)) ?? 'sandbox',
      region: 'sandbox',
      organization: null,
    };
  }
  if (LOCAL.test(host)) {
    const service = serviceOfPath(path);
    return { service: service ?? 'foreign', region: service === null ? null : 'sandbox', organization: null };
  }
  return { service: 'foreign', region: null, organization: null };
}

function serviceOfPath(path: string): Service | null {
  if (/^\/(?:push\/)?v1\/organizations\//.test(path) || path.startsWith('/push/')) return 'push';
  if (path.startsWith('/logs/v1/')) return 'logs';
  if (/^\/rest\/(?:organizations|global|privilege|sources|limits|license)/.test(path)) return 'platform';
  if (path.startsWith('/oauth/')) return 'platform';
  if (/^\/uploads?\//.test(path)) return 'upload';
  return null;
}

const IDS = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{6,20})$/i;
const NAMED: Readonly<Record<string, string>> = {
  organizations: '{organization}',
  sources: '{source}',
  'data-collections': '{source}',
  providers: '{provider}',
  activities: '{activity}',
};
/** What stands behind a name in a path and is no id. */
const NO_IDS =
  /^(?:pages|light|public|latest|facets|facetsStats|sourceoperationalstatus|raw|heartbeat|resourcetypes|operationtypes|resourcesandoperations)$/;

/** A path with ids replaced by what they are, and the ids. */
function readPath(path: string): { template: string; organization: string | null; source: string | null } {
  let organization: string | null = null;
  let source: string | null = null;
  const segments = path.split('/');
  const template = segments.map((segment, index) => {
    const before = segments[index - 1] ?? '';
    const name = NAMED[before];
    if (segment !== '' && name !== undefined && !NO_IDS.test(segment)) {
      const id = decodePart(segment);
      if (name === '{organization}') organization ??= id;
      if (name === '{source}') source ??= id;
      return name;
    }
    return IDS.test(segment) ? '{id}' : segment;
  });
  return { template: template.join('/'), organization: plainId(organization), source: plainId(source) };
}

/** An id, unless a placeholder or a variable stands in its place. */
function plainId(id: string | null): string | null {
  return id !== null && /^[\w-]{1,120}$/.test(id) ? id : null;
}

/** The address that begins at `start` with `http://` or `https://`; null when it has no host. */
export function readAddress(text: string, start: number): UrlFacts | null {
  const parts = splitAddress(text, start, false);
  if (parts.host === null || parts.host[0] === parts.host[1]) return null;
  const host = text
    .slice(...parts.host)
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
  return describe(text, start, parts, host);
}

/** The path that begins at `start` with a slash, of a request to `host` (from a Host header; null when not known). */
export function readTarget(text: string, start: number, host: string | null): UrlFacts {
  return describe(
    text,
    start,
    splitAddress(text, start, true),
    host?.toLowerCase().replace(/:\d*$/, '') ?? null,
  );
}

function describe(text: string, start: number, parts: AddressParts, host: string | null): UrlFacts {
  const path = decodePath(text.slice(...parts.path));
  const { template, organization, source } = readPath(path);
  const known = host === null ? hostless(path) : readHost(host, path);
  const sandboxed = known.region === 'sandbox' ? template.replace(/^\/sandbox(?=\/)/, '') : template;
  return {
    value: text.slice(start, parts.end),
    span: [start, parts.end],
    host,
    service: known.service,
    region: known.region,
    organization: organization ?? known.organization ?? consoleOrganization(text, parts.fragment),
    source: source ?? consoleSource(text, parts.fragment),
    path: sandboxed,
    parameters: readParameters(text, parts.query),
  };
}

function decodePath(path: string): string {
  return path.replace(/\\+\//g, '/').replace(/\\+u002[fF]/g, '/');
}

function hostless(path: string): HostFacts {
  return path.startsWith('/sandbox/')
    ? {
        service: serviceOfPath(path.slice('/sandbox'.length)) ?? 'sandbox',
        region: 'sandbox',
        organization: null,
      }
    : { service: serviceOfPath(path) ?? 'foreign', region: null, organization: null };
}

/** Whether an address is of the Administration Console. */
export function isConsolePage(url: UrlFacts): boolean {
  return (
    url.service === 'platform' &&
    (/^\/(?:admin|login)?\/?$/.test(url.path) || url.path.startsWith('/admin')) &&
    url.value.includes('#')
  );
}

/** In the console's addresses the organization stands behind the `#`. */
function consoleOrganization(text: string, fragment: Span | null): string | null {
  if (fragment === null) return null;
  const id = /^\/?([A-Za-z0-9_-]{3,100})(?=\/|$)/.exec(text.slice(...fragment))?.[1] ?? null;
  return plainId(id);
}

function consoleSource(text: string, fragment: Span | null): string | null {
  if (fragment === null) return null;
  return (
    /(?:^|[/=])([a-z0-9]{26}-[a-z0-9]+|[a-z0-9]+-[a-z0-9]{26})(?=[/?&]|$)/.exec(
      text.slice(...fragment),
    )?.[1] ?? null
  );
}
