import type { Facts, Span, UrlFacts } from '@/lib/paste/facts';

/** A query parameter that a request lacks, or that cannot be right, with what would be. */
export interface ParameterFault {
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly text: string;
  readonly span: Span;
}

/** What a bare 412 leaves open, in a sentence: the four codes that article 95 lists under it. */
export const CODES_OF_412 =
  'A 412 without a code can be a missing or an invalid parameter, a source that does not exist, or the item limit: the text does not tell which.';

type Kind = 'integer' | 'boolean' | readonly string[];

/** Operations of the Push API by the end of their path, with their query parameters (Push specification). */
const OPERATIONS: readonly {
  readonly path: RegExp;
  readonly required: readonly string[];
  readonly kinds: Readonly<Record<string, Kind>>;
}[] = [
  {
    path: /\/(documents|permissions)\/batch\/?$/,
    required: ['fileId'],
    kinds: { orderingId: 'integer' },
  },
  {
    path: /\/(documents|permissions)\/olderthan\/?$/,
    required: ['orderingId'],
    kinds: { orderingId: 'integer', queueDelay: 'integer' },
  },
  {
    path: /\/documents\/?$/,
    required: ['documentId'],
    kinds: {
      orderingId: 'integer',
      deleteChildren: 'boolean',
      compressionType: ['UNCOMPRESSED', 'DEFLATE', 'GZIP', 'LZMA', 'ZLIB'],
    },
  },
  {
    path: /\/sources\/[^/]+\/status\/?$/,
    required: ['statusType'],
    kinds: { statusType: ['REBUILD', 'REFRESH', 'INCREMENTAL', 'IDLE'] },
  },
];

/** What is put where a value shall come: no value of its own as long as nothing was sent. */
const PLACEHOLDER = /[<>${}%]/;

/** Required query parameters that the request of an exchange does not have, or has empty. */
export function missingParameters(facts: Facts): ParameterFault[] {
  const url = pushUrl(facts);
  const operation = url === null ? undefined : operationOf(url);
  if (url === null || operation === undefined) return [];
  return operation.required
    .filter((name) => !hasValue(url, name, isRefused(facts)) && !isCutAtPlaceholder(facts, url, name))
    .map((name) => ({
      name,
      text: `The request has no value for the query parameter ${name}, which its path requires.`,
      span: url.span,
    }));
}

/** Query parameters of the request whose value is not of the type, or not one of the values, that its path takes. */
export function invalidParameters(facts: Facts): ParameterFault[] {
  const url = pushUrl(facts);
  const operation = url === null ? undefined : operationOf(url);
  if (url === null || operation === undefined) return [];
  return url.parameters.flatMap(({ name, value, span }) => {
    const kind = operation.kinds[name];
    if (kind === undefined || value === '') return [];
    if (!isRefused(facts) && PLACEHOLDER.test(value)) return [];
    const wanted = faultOf(kind, name === 'statusType' && isRefused(facts) ? value : value.toUpperCase());
    return wanted === null
      ? []
      : [{ name, text: `The query parameter ${name} is “${value.slice(0, 60)}”, not ${wanted}.`, span }];
  });
}

/** What a value should be, in words; null when it can be right. */
function faultOf(kind: Kind, value: string): string | null {
  if (kind === 'integer') return /^\d{1,20}$/.test(value) ? null : 'a whole number';
  if (kind === 'boolean') return /^(true|false)$/i.test(value) ? null : 'true or false';
  return kind.includes(value) ? null : `one of ${kind.join(', ')}`;
}

/** Whether Coveo has refused the request for a parameter, so that every oddity of it counts. */
function isRefused({ status }: Facts): boolean {
  return status?.value === 412;
}

/** An address that is a template ends where one of its placeholders begins: `statusType=<REBUILD|IDLE>`. */
function isCutAtPlaceholder(facts: Facts, url: UrlFacts, name: string): boolean {
  return (
    !isRefused(facts) &&
    url.value.toLowerCase().endsWith(`${name.toLowerCase()}=`) &&
    PLACEHOLDER.test(facts.text.charAt(url.span[1]))
  );
}

function pushUrl({ request }: Facts): UrlFacts | null {
  const url = request?.url ?? null;
  return url !== null && (url.service === 'push' || url.service === 'sandbox') ? url : null;
}

function operationOf(url: UrlFacts) {
  return OPERATIONS.find(({ path }) => path.test(url.path));
}

/** A name in other capitals may be taken, as far as is known; not where the request was refused. */
function hasValue(url: UrlFacts, name: string, isExact: boolean): boolean {
  return url.parameters.some(
    (parameter) =>
      parameter.value !== '' &&
      (parameter.name === name || (!isExact && parameter.name.toLowerCase() === name.toLowerCase())),
  );
}
