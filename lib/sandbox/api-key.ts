import { createHmac } from 'node:crypto';
import { alphanumericOf, seedOf } from './hash';
import type { Privilege } from './privilege';

const SOON_MS = 7 * 86_400_000;

/** What an administrator made of a key; that it expires is a matter of time. */
export const keyStatuses = ['ENABLED', 'DISABLED', 'DISABLED_FOR_INACTIVITY', 'DISABLED_EXPOSED'] as const;

/** How a key is made. Times are milliseconds after the key's making; one of zero or less has passed. */
export interface KeySettings {
  name: string;
  privileges: readonly Privilege[];
  status: (typeof keyStatuses)[number];
  expiresInMs: number | null;
  /** Addresses, or prefixes of them that end in a dot; an empty list allows all. */
  allowedIps: readonly string[];
  deniedIps: readonly string[];
}

/** A key to an organization's APIs. Times are epoch milliseconds on the organization's clock. */
export interface ApiKey {
  id: string;
  /** What is sent as a token. It is told when the key is made, and by no Coveo-facing answer. */
  value: string;
  name: string;
  privileges: readonly Privilege[];
  status: (typeof keyStatuses)[number];
  /** The source whose own job pushes with it. */
  sourceId: string | null;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
  allowedIps: readonly string[];
  deniedIps: readonly string[];
}

/** What a key is like at a time, in the words of the platform's API keys. */
export type KeyState = ApiKey['status'] | 'EXPIRED' | 'SOON_TO_BE_EXPIRED';

/** Makes a key; whoever does not know `secret` cannot tell its value from its name. */
export function makeKey(settings: KeySettings, label: string, secret: string, createdAt: number): ApiKey {
  const { name, privileges, status, expiresInMs, allowedIps, deniedIps } = settings;
  const digest = createHmac('sha256', secret).update(label).digest('hex');
  const parts = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20)];
  return {
    id: alphanumericOf(seedOf(label), 25),
    value: `xx${parts.join('-')}-${digest.slice(20, 32)}`,
    name,
    privileges,
    status,
    sourceId: null,
    createdAt,
    expiresAt: expiresInMs === null ? null : createdAt + expiresInMs,
    lastUsedAt: null,
    allowedIps,
    deniedIps,
  };
}

/** The state of a key at `now`. */
export function keyStateAt({ status, expiresAt }: ApiKey, now: number): KeyState {
  if (status !== 'ENABLED' || expiresAt === null) return status;
  if (now >= expiresAt) return 'EXPIRED';
  return expiresAt - now < SOON_MS ? 'SOON_TO_BE_EXPIRED' : 'ENABLED';
}

/** Whether a key opens anything at `now`: one that is disabled or has expired is nobody's token (article 95). */
export function isAlive(key: ApiKey, now: number): boolean {
  const state = keyStateAt(key, now);
  return state === 'ENABLED' || state === 'SOON_TO_BE_EXPIRED';
}

/** Whether a key may be used from an address; a denial wins. */
export function allowsAddress({ allowedIps, deniedIps }: ApiKey, address: string): boolean {
  const matches = (pattern: string) =>
    pattern.endsWith('.') ? address.startsWith(pattern) : address === pattern;
  if (deniedIps.some(matches)) return false;
  return allowedIps.length === 0 || allowedIps.some(matches);
}
