import 'server-only';
import { format } from 'node:util';
import { type Logger, pino } from 'pino';
import { redact } from '@/lib/redaction/redact';
import { guardSettings, type LogLevel } from './guard-settings';

/** What a line of the log says beside its event; texts are redacted. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one line. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', event: string, facts?: LogFacts) => void;

/** The longest text of one fact, in characters: a stack is kept, a page of HTML is not. */
const LONGEST = 8_000;

/**
 * A log that gives `write` one line of JSON for each event: level, time (ISO), event, facts. Nothing else of the
 * process's surroundings is in it, and no secret that redaction knows.
 */
export function createLog(write: (line: string) => void, level: LogLevel): Log {
  const logger: Logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return (at, event, facts = {}) => logger[at](cleaned(facts), event);
}

/** Lines go to standard output, at the level of PUSHSCOPE_LOG. */
export const log: Log = (level, event, facts) => {
  const setting = process.env.PUSHSCOPE_LOG;
  if (own === null || own.setting !== setting) {
    const write = createLog((line) => process.stdout.write(line), guardSettings(process.env).logLevel);
    own = { setting, write };
  }
  own.write(level, event, facts);
};

let own: { readonly setting: string | undefined; readonly write: Log } | null = null;

/** An error as facts: its stack, which begins with its name and message. */
export function errorFacts(error: unknown): LogFacts {
  return {
    error: error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error),
  };
}

/** Sends what anybody writes to the console to the log, redacted like everything else. */
export function logConsole(): void {
  const lines = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;
  for (const [method, level] of [
    ['debug', lines.debug],
    ['log', lines.log],
    ['info', lines.info],
    ['warn', lines.warn],
    ['error', lines.error],
  ] as const) {
    console[method] = (...words: unknown[]) => log(level, 'console', { text: format(...words) });
  }
}

function cleaned(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? clean(fact) : fact]),
  );
}

/** Redacted before it is cut: half a secret would not be recognised. */
function clean(text: string): string {
  const safe = redact(text.slice(0, 8 * LONGEST));
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
