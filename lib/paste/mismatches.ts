import type { MismatchFact, UrlFacts } from './facts';
import type { AddressMark } from './marks';

/** A source id: 26 characters and the organization, in either order. */
const SOURCE = /^(?:[a-z0-9]{26}-([\w-]{1,100})|([\w-]{1,100})-[a-z0-9]{26})$/i;

/** What does not fit together in an exchange: its address alone, and with other Coveo addresses of the paste. */
export function readMismatches(url: UrlFacts | null, others: readonly AddressMark[]): MismatchFact[] {
  if (url === null) return [];
  return [...sourceMismatch(url), ...regionMismatch(url, others)];
}

function sourceMismatch({ source, organization, value, span }: UrlFacts): MismatchFact[] {
  if (source === null || organization === null) return [];
  const found = SOURCE.exec(source);
  const own = found?.[1] ?? found?.[2];
  if (own === undefined) return [];
  const id = source.toLowerCase();
  const home = organization.toLowerCase();
  if (id.endsWith(`-${home}`) || id.startsWith(`${home}-`)) return [];
  const at = value.indexOf(source);
  return [
    {
      name: 'source of another organization',
      text: `The source id is of the organization “${own}”, and the path names “${organization}”.`,
      span: at === -1 ? span : [span[0] + at, span[0] + at + source.length],
    },
  ];
}

function regionMismatch(url: UrlFacts, others: readonly AddressMark[]): MismatchFact[] {
  if (url.region === null || url.service === 'platform') return [];
  for (const { url: other } of others) {
    const region =
      other.service === 'upload'
        ? storageRegion(other.host)
        : other.service === 'platform'
          ? other.region
          : null;
    if (region === null || region === url.region || region === 'sandbox' || url.region === 'sandbox')
      continue;
    const inOther =
      other.organization !== null && url.organization !== null && other.organization !== url.organization;
    if (inOther) continue;
    return [
      {
        name: 'host of another region',
        text: `The call went to the region “${url.region}”, and ${other.service === 'upload' ? 'the upload address is in' : 'the console page is of'} “${region}”.`,
        span: other.span,
      },
    ];
  }
  return [];
}

/** Coveo's region by Amazon's, as far as the names tell (inferred). */
function storageRegion(host: string | null): string | null {
  const region = /\.(us-east|us-west|ca-central|eu-west|eu-central|ap-southeast)-\d\.amazonaws/.exec(
    host ?? '',
  )?.[1];
  switch (region) {
    case 'ca-central':
      return 'ca';
    case 'eu-west':
    case 'eu-central':
      return 'eu';
    case 'ap-southeast':
      return 'au';
    case 'us-east':
    case 'us-west':
      return 'us';
    default:
      return null;
  }
}
