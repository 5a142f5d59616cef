import 'server-only';
import { guardSettings, type RateName } from './guard-settings';
import { processWide, setNewest } from './process-wide';
import { addressOf } from './request-identity';

/** What is left to one client address of one kind of request. */
export interface Allowance {
  /** Requests that may still be made; below 0 what was made beyond them. */
  readonly left: number;
  /** When that was so, in epoch milliseconds. */
  readonly at: number;
}

/** How many allowances are remembered; beyond, the one that was used longest ago is forgotten. */
export const MOST_ALLOWANCES = 10_000;

/** A limit, and when one asks: epoch milliseconds. */
export interface Limit {
  readonly perMinute: number;
  readonly nowMs: number;
}

/**
 * Whole seconds, at least 1, after which one more request may be made; null when it may be made now. An allowance
 * fills up evenly, to `perMinute` at most.
 */
export function secondsToWait(
  allowances: ReadonlyMap<string, Allowance>,
  key: string,
  limit: Limit,
): number | null {
  const left = leftOf(allowances.get(key), limit);
  return left >= 1 ? null : Math.max(1, Math.ceil(((1 - left) * 60) / limit.perMinute));
}

/** Counts one request: its allowance is one smaller then, below 0 too. */
export function spend(allowances: Map<string, Allowance>, key: string, limit: Limit): void {
  const left = leftOf(allowances.get(key), limit);
  setNewest(allowances, key, { left: left - 1, at: limit.nowMs }, MOST_ALLOWANCES);
}

function leftOf(before: Allowance | undefined, { perMinute, nowMs }: Limit): number {
  if (before === undefined) return perMinute;
  const filled = (Math.max(0, nowMs - before.at) / 60_000) * perMinute;
  return Math.min(perMinute, before.left + filled);
}

/** How requests of one kind from one client address are counted, in this process; null where there is no limit. */
export interface RateCount {
  /** Seconds to wait, or null when a request may be made. */
  readonly wait: () => number | null;
  /** Counts one request. */
  readonly count: () => void;
}

/**
 * The count for the address that a request comes from. It lives in this process: several instances let through as many
 * times more.
 */
export function rateCount(headers: Headers, rate: RateName): RateCount | null {
  const perMinute = guardSettings(process.env).rates[rate];
  if (perMinute === null) return null;
  const key = `${rate} ${addressOf(headers)}`;
  const { allowances } = processWide();
  const limit = () => ({ perMinute, nowMs: Date.now() });
  return {
    wait: () => secondsToWait(allowances, key, limit()),
    count: () => spend(allowances, key, limit()),
  };
}

/** Counts a request that is about to be made: null when it may be, else the seconds to wait. */
export function limitRate(headers: Headers, rate: RateName): number | null {
  const counted = rateCount(headers, rate);
  const seconds = counted?.wait() ?? null;
  if (seconds === null) counted?.count();
  return seconds;
}

/** What whoever asks too often is told. */
export function tooOften(seconds: number): string {
  return `Too many requests of this kind came from your address. Try again in ${seconds} s.`;
}
