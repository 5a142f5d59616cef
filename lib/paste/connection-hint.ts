import { findSecrets } from '@/lib/redaction/secrets';
import { bareIdentifier } from './bare-identifier';
import { decode } from './decode';
import type { Facts } from './facts';
import { readPaste } from './read-paste';

/** What a text tells of how an organization is reached. */
export interface ConnectionHint {
  /** `us`, `ca`, `eu`, `au`, `hipaa` or `sandbox`; null where the text does not tell. */
  readonly region: string | null;
  readonly organization: string | null;
  readonly source: string | null;
  /** The access token in the text: for its field, and to be shown nowhere. */
  readonly token: string | null;
  /** The text as it may be shown: decoded, without secrets. */
  readonly text: string;
  /** What does not fit together, or could mean two things: sentences. */
  readonly doubts: readonly string[];
}

/** Longer texts are read up to here: what connects stands in an address or a command, not in megabytes. */
const MOST_CHARACTERS = 200_000;
const NO_WORDS = { codes: [], phrases: [] };
/** A source id: 26 characters and the organization's id, in either order. */
const SOURCE = /^(?:[a-z0-9]{26}-([a-z0-9-]{3,100})|([a-z0-9-]{3,100})-[a-z0-9]{26})$/;
/** A page of Pushscope itself. */
const OWN_PAGE =
  /\/o\/(us|ca|eu|au|hipaa|sandbox)\/([a-z0-9][a-z0-9-]{0,99})(?:\/s\/([\w%-]{1,160}))?(?![\w-])/i;
/** A host of one organization (article mcc80216). */
const ORGANIZATION_HOST =
  /^([a-z0-9-]+?)(?:\.(?:admin|analytics|search))?\.org(?:hipaa|dev|stg)?\.coveo\.com$/;

/**
 * Reads region, organization, source and token from whatever was pasted: an address of the console, of an API or of
 * Pushscope, a source id, a cURL command, an organization id on its own, any text with one of these in it.
 */
export function readConnectionHint(pasted: string): ConnectionHint {
  const raw = decode(pasted.slice(0, MOST_CHARACTERS));
  const { text, exchanges } = readPaste(raw, NO_WORDS, { now: null });
  const tokens = tokensIn(raw);
  const own = OWN_PAGE.exec(text);
  const word = text.trim();
  const alone = SOURCE.test(word) ? word : null;
  const sources = distinct([alone, decoded(own?.[3]), ...named(exchanges, 'source')]);
  const explicit = distinct([
    own?.[2],
    ...exchanges.map(({ request }) => request?.url?.organization),
    ...(alone === null ? named(exchanges, 'organization') : []),
  ]).filter((id) => !sources.some((source) => homeOf(source) === id && !isWritten(text, id, source)));
  const homes = distinct(sources.map(homeOf));
  const lonely = isLonelyId(word) && sources.length === 0 && tokens.length === 0 ? word : null;
  const organizations = distinct([...explicit, ...(explicit.length === 0 ? [...homes, lonely] : [])]);
  const regions = distinct([
    own?.[1],
    ...exchanges.map(({ request }) => request?.url?.region),
    ...named(exchanges, 'region'),
  ]);
  return {
    region: regions[0] ?? null,
    organization: organizations[0] ?? null,
    source: sources[0] ?? null,
    token: tokens[0] ?? null,
    text: pasted.length > MOST_CHARACTERS ? `${text}…` : text,
    doubts: [
      ...choice('organizations', organizations),
      ...choice('regions', regions),
      ...(tokens.length > 1 ? [`The text holds ${tokens.length} tokens; the first one was taken.`] : []),
      ...foreignSources(sources, organizations),
      ...foreignHosts(exchanges),
      ...exchanges.flatMap(({ mismatches }) =>
        mismatches.filter(({ name }) => name === 'host of another region').map(({ text: told }) => told),
      ),
      ...(pasted.length > MOST_CHARACTERS ? ['The text is long: only its beginning was read.'] : []),
    ],
  };
}

/** What a source id says against the organization beside it, in a sentence; null where they fit, or cannot be compared. */
export function sourceMismatch(source: string, organization: string): string | null {
  const home = homeOf(source);
  if (home === null || organization === '') return null;
  const id = source.toLowerCase();
  const own = organization.toLowerCase();
  if (id.endsWith(`-${own}`) || id.startsWith(`${own}-`)) return null;
  return `The source id ${source} is of the organization ${home}, not of ${organization}.`;
}

function foreignSources(sources: readonly string[], organizations: readonly string[]): string[] {
  const [organization] = organizations;
  if (organization === undefined) return [];
  return sources.flatMap((source) => {
    const fits = organizations.some((one) => sourceMismatch(source, one) === null);
    const told = fits ? null : sourceMismatch(source, organization);
    return told === null ? [] : [told];
  });
}

function foreignHosts(exchanges: readonly Facts[]): string[] {
  return distinct(
    exchanges.map(({ request }) => {
      const url = request?.url;
      const host = ORGANIZATION_HOST.exec(url?.host ?? '')?.[1];
      if (!url || host === undefined || url.organization === null || host === url.organization) return null;
      return `The host is of the organization ${host}, and the path names ${url.organization}.`;
    }),
  );
}

function choice(what: string, found: readonly string[]): string[] {
  if (found.length < 2) return [];
  return [
    `The text names ${found.length} ${what}: ${found.slice(0, 4).join(', ')}. The first one was taken.`,
  ];
}

/** The organization that a source id begins or ends with; null where it is of another shape. */
function homeOf(source: string): string | null {
  const found = SOURCE.exec(source.toLowerCase());
  return found?.[1] ?? found?.[2] ?? null;
}

/** Whether an organization's id stands in the text elsewhere than in a source's id. */
function isWritten(text: string, organization: string, source: string): boolean {
  return text.replaceAll(source, '').toLowerCase().includes(organization);
}

/** Whether a text is one word that can be an organization's id and nothing else: what has many digits may be a secret. */
function isLonelyId(word: string): boolean {
  if (!/^[a-z][a-z0-9-]{2,63}$/.test(word) || bareIdentifier(word) !== null) return false;
  return word.replace(/\D/g, '').length <= MOST_DIGITS;
}

const MOST_DIGITS = 6;

function named(exchanges: readonly Facts[], name: Facts['identifiers'][number]['name']): string[] {
  return exchanges.flatMap(({ identifiers }) =>
    identifiers.filter((found) => found.name === name).map(({ value }) => value),
  );
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string' && value !== ''))].filter(
    (value) => value !== null && value !== undefined,
  );
}

function decoded(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

const API_KEY = /^xx\w{8}-\w{4}-\w{4}-\w{4}-\w{12}$/i;
const JSON_WEB_TOKEN = /^eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,3}$/;
const BEARER = /\bBearer(?:\s|%20|\+){1,4}$/i;
const PLAIN = /^[\w.~+/=-]{8,}$/;

/** The access tokens of a text, each once: what was sent as Bearer first, then API keys, then web tokens. */
function tokensIn(raw: string): string[] {
  const sent: string[] = [];
  const keys: string[] = [];
  const others: string[] = [];
  for (const { kind, start, end } of findSecrets(raw)) {
    const value = raw.slice(start, end);
    if (BEARER.test(raw.slice(Math.max(0, start - 16), start)) && PLAIN.test(value)) sent.push(value);
    else if (API_KEY.test(value)) keys.push(value);
    else if (kind === 'jwt' && JSON_WEB_TOKEN.test(value)) others.push(value);
  }
  return distinct([...sent, ...keys, ...others]);
}
