import { stageRank } from '@/lib/evidence/log-row';
import type { Fact, IdentifierFact, ResponseFacts, RowFact, UrlFacts } from './facts';
import type { AddressMark, SignMark } from './marks';

/** Hosts of other vendors' services, wherever they are named in an answer or a request. */
const VENDOR_HOST =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|googleapis\.com|google\.com|algolia\.net|algolianet\.com|algolia\.com|elastic\.co|elastic-cloud\.com|found\.io|stripe\.com|salesforce\.com|force\.com|shopify\.com|myshopify\.com|atlassian\.net|atlassian\.com|slack\.com|microsoft\.com|microsoftonline\.com|azure\.com|windows\.net|sharepoint\.com|service-now\.com|zendesk\.com|twilio\.com|openai\.com|cloudflare\.com|contentful\.com|hubapi\.com|box\.com|dropbox\.com|okta\.com|auth0\.com|typesense\.net|pinecone\.io)$/;
/** Amazon's services other than storage. */
const AMAZON = /(?:^|\.)amazonaws\.com(?:\.cn)?$/;

/** What shows that an exchange is Coveo's: the host that was called, a header, a client's or package's name. */
export function coveoSign(
  url: UrlFacts | null,
  response: ResponseFacts | null,
  signs: readonly SignMark[],
  addresses: readonly AddressMark[],
): Fact<string> | null {
  if (url !== null && isCoveo(url)) return { value: url.host ?? url.path, span: url.span };
  const header = response?.headers.find(({ name }) => name.startsWith('x-coveo-'));
  if (header !== undefined) return { value: header.name, span: header.span };
  const named = addresses.find((mark) => isCoveo(mark.url));
  if (named !== undefined) return { value: named.url.host ?? named.url.path, span: named.url.span };
  const sign = signs.find(({ of }) => of === 'coveo') ?? signs.find(({ of }) => of === 'Coveo by name');
  return sign === undefined
    ? null
    : { value: sign.of === 'coveo' ? sign.value : 'Coveo', span: [sign.start, sign.end] };
}

/** Whether an address is one of Coveo's, or the sandbox's. */
function isCoveo(url: UrlFacts): boolean {
  return url.service !== 'foreign' && url.service !== 'upload';
}

/** What shows that an exchange is another vendor's. */
export function foreignSign(
  url: UrlFacts | null,
  signs: readonly SignMark[],
  addresses: readonly AddressMark[],
): Fact<string> | null {
  if (url?.service === 'foreign' && url.host !== null && !isLocal(url.host))
    return { value: url.host, span: url.span };
  if (url !== null && isCoveo(url)) return null;
  const named = addresses.find(
    ({ url: one }) =>
      one.host !== null && one.service === 'foreign' && (VENDOR_HOST.test(one.host) || AMAZON.test(one.host)),
  );
  if (named !== undefined) return { value: named.url.host ?? '', span: named.url.span };
  const sign = signs.find(({ of }) => of === 'foreign');
  return sign === undefined ? null : { value: sign.value, span: [sign.start, sign.end] };
}

function isLocal(host: string): boolean {
  return /^(?:localhost|127\.|\[::1\]|0\.0\.0\.0|host\.docker\.internal)/.test(host) || !host.includes('.');
}

/** A source's id in Coveo's shape, or rows of its Log Browser, are a sign of Coveo. */
export function idSign(
  identifiers: readonly IdentifierFact[],
  rows: readonly RowFact[],
): Fact<string> | null {
  const source = identifiers.find(({ name, value }) => name === 'source' && SOURCE_ID.test(value));
  if (source !== undefined) return { value: source.value, span: source.span };
  const console = identifiers.find(({ name }) => name === 'console page');
  if (console !== undefined) return { value: console.value, span: console.span };
  const staged = rows.find(({ row }) => stageRank(row.task) >= 0);
  return staged === undefined ? null : { value: staged.row.task, span: staged.span };
}

const SOURCE_ID = /^(?:[a-z0-9]{26}-[a-z0-9]+|[a-z0-9]+-[a-z0-9]{26})$/;
