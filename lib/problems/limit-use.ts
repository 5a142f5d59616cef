import type { Activity } from '@/lib/evidence/activity';
import type { Evidence } from '@/lib/evidence/evidence';
import type { Limit } from '@/lib/evidence/limit';
import { DAY_MS, toMs } from '@/lib/evidence/time';
import { type Finding, NO_ITEMS } from './finding';
import { countOf, formatCount, formatShare } from './phrasing';

/** From this share on a limit is nearly reached (an assumption). */
export const NEAR_LIMIT = 0.9;
/** A count of the day that is older than this is another day's (when a day begins is not published). */
export const DAY_OLD_MS = DAY_MS;

/** A limit with where its use stands. */
export interface LimitUse extends Limit {
  readonly state: 'reached' | 'near' | 'far';
}

/** The limits that problems are about, by Coveo's names for them (found in public code; they differ by licence). */
export const LIMIT_KEYS = {
  items: ['numberOfDocumentsLimit'],
  calls: ['pushApiMaximumDailyInvocations'],
  dailyItems: ['pushApiMaximumDailyDocumentCount', 'pushApiMaximumDailyDocumentLimit'],
} as const satisfies Record<string, readonly string[]>;

/** What is counted: items in the index, or calls or items of a day. */
export type Counted = keyof typeof LIMIT_KEYS;

/** The fullest of the limits on what is counted; null where Coveo named none, or counted on another day. */
export function limitUse({ limits, now }: Evidence, counted: Counted): LimitUse | null {
  let fullest: Limit | null = null;
  for (const limit of limits ?? []) {
    if (!LIMIT_KEYS[counted].some((key) => key === limit.key)) continue;
    if (counted !== 'items' && isOld(limit, now)) continue;
    if (fullest === null || limit.used / limit.limit > fullest.used / fullest.limit) fullest = limit;
  }
  if (fullest === null) return null;
  const share = fullest.used / fullest.limit;
  return { ...fullest, state: share >= 1 ? 'reached' : share >= NEAR_LIMIT ? 'near' : 'far' };
}

function isOld({ updatedAt }: Limit, now: string): boolean {
  return updatedAt !== null && toMs(now) - toMs(updatedAt) > DAY_OLD_MS;
}

/** A limit's use in words: "950 of 1,000 items (95 %)". */
export function inWords({ used, limit }: Limit, noun: string): string {
  return `${formatCount(used)} of ${countOf(limit, noun)} (${formatShare(used, limit)})`;
}

/** What a problem says of a limit that is reached, or nearly so. */
export interface LimitWords {
  readonly problem: string;
  /** What the limit is called at the beginning of a sentence: "Item limit". */
  readonly name: string;
  readonly noun: 'item' | 'call';
  /** What follows, in sentences. */
  readonly reached: string;
  readonly near: string;
  /** What a reached limit makes of the source. */
  readonly impact: 'failing' | 'degraded';
}

/** The finding that a limit is reached, or nearly so; `activities` are those that tell of it. */
export function limitFinding(
  use: LimitUse,
  words: LimitWords,
  { now }: Evidence,
  activities: readonly Activity[],
): Finding {
  const isReached = use.state === 'reached';
  const measure = inWords(use, words.noun);
  const at = use.updatedAt ?? now;
  return {
    problem: words.problem,
    key: '',
    title: `${words.name} ${isReached ? 'reached' : 'nearly reached'}: ${measure}`,
    severity: isReached ? 'error' : 'warning',
    impact: isReached ? words.impact : 'degraded',
    confidence: 'certain',
    confidenceReason: null,
    count: use.used,
    unit: words.noun === 'item' ? 'items' : 'operations',
    firstSeen: at,
    lastSeen: at,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities,
    measure,
    items: NO_ITEMS,
    text: `Coveo’s limits show \`${use.key}\` at ${measure}. ${isReached ? words.reached : words.near}`,
    assumptions: isReached ? [] : [`Called nearly reached from ${100 * NEAR_LIMIT} % on.`],
  };
}
