import { createHash } from 'node:crypto';

/** The version of the algorithm, part of every fingerprint: a new one would make new issues. */
const FINGERPRINT_VERSION = 'v1';

/** How a fingerprint is made, for the page. */
export const FINGERPRINT_ALGORITHM =
  'SHA-256 over the JSON array [version, problem, region, organization, source, grouping key]';

/** What an issue is recognised by. */
export interface FingerprintParts {
  readonly problem: string;
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  /** The problem's own key: it tells findings of one problem apart. */
  readonly key: string;
}

/** The fingerprint: `v1:` and 64 hexadecimal digits. The same parts always give the same one. */
export function fingerprintOf({ problem, region, organization, source, key }: FingerprintParts): string {
  const parts = JSON.stringify([FINGERPRINT_VERSION, problem, region, organization, source, key]);
  return `${FINGERPRINT_VERSION}:${createHash('sha256').update(parts).digest('hex')}`;
}

const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';
/** 60 bits: short enough to read out, and no two of a hundred million issues are likely to share it. */
const ID_LENGTH = 12;

/** The id of the issue in links, from its fingerprint: twelve characters without look-alikes. */
export function issueId(fingerprint: string): string {
  const bits = BigInt(`0x${fingerprint.slice(fingerprint.indexOf(':') + 1).slice(0, 16)}`);
  let id = '';
  for (let n = 0; n < ID_LENGTH; n++) id += ALPHABET[Number((bits >> BigInt(5 * n)) & 31n)] ?? '';
  return id;
}
