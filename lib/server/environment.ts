import 'server-only';
import path from 'node:path';

/** What the environment sets, read when asked: `next build` loads modules without it. */
export interface Environment {
  /** Where the embedded data lives: absolute. */
  readonly dataDir: string;
  /** The PostgreSQL that everything is stored in; null for the database in the data folder. */
  readonly databaseUrl: string | null;
  /** The secret that seals cookies, when set from outside. */
  readonly secret: string | null;
  readonly sandboxEnabled: boolean;
  /** Base URL of the sandbox, its `/sandbox` path included, as this server itself reaches it. */
  readonly sandboxUrl: string;
  /** Milliseconds that one call to Coveo may take; null for the client's own default. */
  readonly callTimeoutMs: number | null;
  readonly callAttempts: number | null;
  /** Whole days that what was captured of sources is kept. */
  readonly keepDays: number;
}

const KEEP_DAYS = 400;

/** The environment as documented in the README; what is not set or not a number has its default. */
export function readEnvironment(): Environment {
  const env = process.env;
  const host = env.HOST ?? '127.0.0.1';
  const reachable = host === '0.0.0.0' || host === '::' || host === '' ? '127.0.0.1' : host;
  const base = env.PUSHSCOPE_SANDBOX_URL ?? `http://${reachable}:${env.PORT ?? '3000'}/sandbox`;
  return {
    dataDir: path.resolve(/* turbopackIgnore: true */ env.PUSHSCOPE_DATA_DIR?.trim() || '.data'),
    databaseUrl: env.DATABASE_URL?.trim() || null,
    secret: env.PUSHSCOPE_SECRET || null,
    sandboxEnabled: env.PUSHSCOPE_SANDBOX !== 'off',
    sandboxUrl: base.replace(/\/+$/, ''),
    callTimeoutMs: positive(env.PUSHSCOPE_CALL_TIMEOUT_MS),
    callAttempts: positive(env.PUSHSCOPE_CALL_ATTEMPTS),
    keepDays: Math.ceil(positive(env.PUSHSCOPE_KEEP_DAYS) ?? KEEP_DAYS),
  };
}

function positive(text: string | undefined): number | null {
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) && number > 0 ? number : null;
}
