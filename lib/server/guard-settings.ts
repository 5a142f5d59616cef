import 'server-only';

/** What is counted against a limit of its own: see `RATES`. */
export type RateName = 'connect' | 'refused' | 'diagnose' | 'look-up' | 'preserve' | 'record' | 'act';

/** How much is written to the log. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Requests a minute from one client address, of each kind: attempts to connect, requests with a token that Coveo
 * refuses, pastes, look-ups of capsules and saved diagnoses, copies that are saved, what recorders send, and what
 * changes something at Coveo. So many may also come at once.
 */
export const RATES: Readonly<Record<RateName, number>> = {
  connect: 120,
  refused: 120,
  diagnose: 300,
  'look-up': 300,
  preserve: 120,
  record: 600,
  act: 60,
};

/** How requests are guarded, as the environment sets it. */
export interface GuardSettings {
  /** Requests a minute; null: no limit. */
  readonly rates: Readonly<Record<RateName, number | null>>;
  /** How many proxies in front of Pushscope add to X-Forwarded-For; 0: the header counts for nothing. */
  readonly trustedProxies: number;
  readonly logLevel: LogLevel;
  /** Whether PUSHSCOPE_ORIGIN says that Pushscope is reached by https. */
  readonly httpsOrigin: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The settings in an environment. What cannot be read counts as not set: a mistake must not take a guard away. */
export function guardSettings(env: Env): GuardSettings {
  const set = ratesOf(env.PUSHSCOPE_RATE_LIMITS ?? '');
  const rate = (name: RateName) => (set.has(name) ? (set.get(name) ?? null) : RATES[name]);
  return {
    rates: {
      connect: rate('connect'),
      refused: rate('refused'),
      diagnose: rate('diagnose'),
      'look-up': rate('look-up'),
      preserve: rate('preserve'),
      record: rate('record'),
      act: rate('act'),
    },
    trustedProxies: /^\d$/.test(env.PUSHSCOPE_TRUST_PROXY ?? '') ? Number(env.PUSHSCOPE_TRUST_PROXY) : 0,
    logLevel: LOG_LEVELS.find((level) => level === env.PUSHSCOPE_LOG) ?? 'info',
    httpsOrigin: /^https:/i.test(env.PUSHSCOPE_ORIGIN ?? ''),
  };
}

/** `connect=30,diagnose=off` as numbers, null for off. */
function ratesOf(text: string): ReadonlyMap<string, number | null> {
  const rates = new Map<string, number | null>();
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*([a-z-]+)\s*=\s*(off|[1-9]\d{0,5})\s*$/.exec(part) ?? [];
    if (name !== undefined) rates.set(name, value === 'off' ? null : Number(value));
  }
  return rates;
}
