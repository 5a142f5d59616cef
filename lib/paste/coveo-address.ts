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

/** Where an address ends, and where its parts begin: offsets into the text. */
interface AddressParts {
  readonly host: Span | null;
  readonly path: Span;
  readonly query: Span | null;
  readonly fragment: Span | null;
  readonly end: number;
}

/** The most characters that an address may have; presigned ones have two thousand. */
const MAX_ADDRESS = 6_000;
const STOP = new Set([...' \t\r\n"`{}|^\\<>\u0000'].map((character) => character.charCodeAt(0)));
/** Placeholders and what redaction left stay in an address. */
const PLACEHOLDER = /(?:<[A-Za-z][\w .-]{0,40}>|\$?\{\{?[A-Za-z][\w.-]{0,40}\}?\}|%[A-Za-z_]\w{1,40}%)/y;
/** An ampersand, slash or question mark as JSON, HTML and the Windows shell write it. */
const ESCAPED = /(?:\\{1,7}(?:\/|u0026|u003[dDfF]|u002[fF])|\^[&%?=])/y;

/**
 * Takes the address apart that begins at `start`, where `pathOnly` tells that it has no scheme and host. Single
 * quotes end it where `quoted` says that one stands before it.
 */
function splitAddress(text: string, start: number, pathOnly: boolean): AddressParts {
  const limit = Math.min(text.length, start + MAX_ADDRESS);
  let at = start;
  let host: Span | null = null;
  if (!pathOnly) {
    const scheme = SCHEME.exec(text.slice(start, start + 24));
    at += scheme?.[0].length ?? 0;
    const from = at;
    while (at < limit && isHostCharacter(text.charCodeAt(at))) at += 1;
    host = [from, at];
  }
  const pathStart = at;
  let query = -1;
  let fragment = -1;
  const opened = text[start - 1];
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === 0x3f && query < 0 && fragment < 0) query = at;
    else if (code === 0x23 && fragment < 0) fragment = at;
    else if (code === 0x27 && (opened === "'" || !/[A-Za-z0-9]/.test(text[at + 1] ?? ''))) break;
    else if ((code === 0x29 || code === 0x5d) && !/[A-Za-z0-9/?&=%]/.test(text[at + 1] ?? '')) break;
    else if (STOP.has(code)) {
      const kept = matchAt(PLACEHOLDER, text, at) ?? matchAt(ESCAPED, text, at);
      if (kept === null) break;
      if (kept.includes('?') && query < 0) query = at + kept.length - 1;
      at += kept.length;
      continue;
    } else if (code === 0x26 && isQuoteEntity(text, at)) break;
    at += 1;
  }
  while (at > pathStart && /[.,;:!'*)\]]/.test(text[at - 1] ?? '')) at -= 1;
  const pathEnd = Math.min(query < 0 ? at : query, fragment < 0 ? at : fragment, at);
  return {
    host,
    path: [pathStart, Math.max(pathStart, pathEnd)],
    query:
      query < 0 || query >= at
        ? null
        : [query + 1, fragment < 0 || fragment < query ? at : Math.min(fragment, at)],
    fragment: fragment < 0 || fragment >= at ? null : [fragment + 1, at],
    end: at,
  };
}

const SCHEME = /^https?:(?:\\{0,7}\/){2}(?:[^\s/@"']{1,16}@)?/i;

function isHostCharacter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x3a) ||
    (code >= 0x41 && code <= 0x5b) ||
    code === 0x5d ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f
  );
}

function isQuoteEntity(text: string, at: number): boolean {
  return /^&(?:quot|lt|gt|apos|#3[49]|#x2[27]);/i.test(text.slice(at, at + 6));
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** What signs an address; none of it is kept. */
const SIGNING =
  /^(?:x-amz-(?:signature|credential|security-token|algorithm|signedheaders)|signature|awsaccesskeyid|access_token|token)$/i;

/** The parameters of a query with where each value stands. */
function readParameters(text: string, query: Span | null): UrlFacts['parameters'] {
  if (query === null) return [];
  const parameters: UrlFacts['parameters'][number][] = [];
  const seen = new Set<string>();
  const pattern =
    /([^=&\\^]+?)(?:=|\^=|\\+u003[dD])(.*?)(?=&amp;|\\+u0026|\^?&|$)(?:&amp;|\\+u0026|\^?&|$)/gy;
  const part = text.slice(query[0], query[1]);
  pattern.lastIndex = 0;
  for (let found = pattern.exec(part); found !== null && parameters.length < 60; found = pattern.exec(part)) {
    const [whole, name = '', value = ''] = found;
    if (whole === '') break;
    const key = decodePart(name);
    if (seen.has(key) || SIGNING.test(key)) continue;
    seen.add(key);
    const from = query[0] + found.index + whole.indexOf(value, name.length + 1);
    parameters.push({
      name: key,
      value: decodePart(value.replaceAll('+', ' ')),
      span: [from, from + value.length],
    });
  }
  return parameters;
}

/** Percent-decoded, as far as it can be. */
export function decodePart(part: string): string {
  const plain = part
    .replace(/\\+u0026/g, '&')
    .replace(/\\+\//g, '/')
    .replace(/\^(?=[&%?=])/g, '');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
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
