import type { StoreFailure } from './database';

/** What the embedded database said, as a sentence that says what to do. */
export function embeddedFailure(error: unknown, folder: string): StoreFailure {
  const codes = codesOf(error);
  const has = (...wanted: string[]) => codes.some((code) => wanted.some((one) => code.startsWith(one)));
  if (has('SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return {
      kind: 'in use',
      text: `Another Pushscope uses the data folder ${folder}. Stop it, or choose another folder with PUSHSCOPE_DATA_DIR. Several servers at once need PostgreSQL: set DATABASE_URL.`,
    };
  }
  if (has('SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'EACCES', 'EROFS', 'EPERM', 'ENOTDIR')) {
    return {
      kind: 'not writable',
      text: `Pushscope cannot write to its data folder ${folder}. Make it writable, or choose another with PUSHSCOPE_DATA_DIR.`,
    };
  }
  if (has('SQLITE_FULL', 'ENOSPC', 'SQLITE_IOERR')) {
    return {
      kind: 'full',
      text: `The disk of the data folder ${folder} is full or fails. What was stored before is still there, and nothing was stored by halves: make room.`,
    };
  }
  if (has('SQLITE_CORRUPT', 'SQLITE_NOTADB', 'DAMAGED')) {
    return {
      kind: 'damaged',
      text: `The database in the data folder ${folder} is damaged. Restore a backup with “npm run restore -- FILE”, or move pushscope.db away to begin anew.`,
    };
  }
  if (has('NEWER')) {
    return {
      kind: 'newer',
      text: `The database in the data folder ${folder} was made by a newer Pushscope. Start that one, or restore a backup made before.`,
    };
  }
  return {
    kind: 'unknown',
    text: `The database in the data folder ${folder} cannot be opened (${codes[0] ?? 'no reason given'}).`,
  };
}

/** Whether an error comes from the database engine or the disk, and not from a mistake in a query. */
export function isEngineError(error: unknown): boolean {
  const ours = ['SQLITE_ERROR', 'SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_MISUSE'];
  const codes = codesOf(error).filter((code) => code.startsWith('SQLITE_'));
  return codes.length > 0 && !codes.some((code) => ours.some((one) => code.startsWith(one)));
}

/** The codes of an error and of what caused it. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let cause = error; cause instanceof Error && codes.length < 10; cause = cause.cause) {
    for (const key of ['code', 'extendedCode', 'rawCode'] as const) {
      const code: unknown = key in cause ? Reflect.get(cause, key) : undefined;
      if (typeof code === 'string') codes.push(code);
    }
    if (cause.name === 'DamagedFile') codes.push('DAMAGED');
    if (cause.name === 'NewerSchema') codes.push('NEWER');
    const spoken = /\b(SQLITE_[A-Z]+)\b/.exec(cause.message)?.[1];
    if (spoken !== undefined) codes.push(spoken);
  }
  return codes;
}
