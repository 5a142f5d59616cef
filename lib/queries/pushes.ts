import { infiniteQueryOptions } from '@tanstack/react-query';
import type { RecordedLine } from '@/lib/evidence/recorded-push';
import type { Forgetting, KeptPush, Sending } from '@/lib/evidence/recorded-pushes';
import { ApiError, apiError } from './api-error';
import { getJson, trusted } from './get-json';
import { organizationPath } from './sources';

/** A source of an organization. */
export interface PushesPlace {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}

/** What became of lines that were sent. */
export interface Recorded {
  readonly taken: number;
  /** Names of what was taken, by which it can be forgotten. */
  readonly takenAt: readonly string[];
  readonly alreadyKnown: number;
  readonly refused: readonly { readonly line: number; readonly why: string }[];
  /** Why only the first lines were sent, and how many; null where all were. They may all be sent again. */
  readonly broken: { readonly why: string; readonly sent: number } | null;
}

/** Lines, and characters, that are sent at once: well within what the route takes, three bytes a character. */
const AT_ONCE = 2_000;
const CHARACTERS_AT_ONCE = 600_000;

/** Where the recorded calls of a source are. */
export function pushesPath({ region, organization, source }: PushesPlace): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}/pushes`;
}

/**
 * The recorded calls of a source, page by page, newest first. They are asked for again with each reading of the source
 * (`RecordedContainer`), as many pages as are shown.
 */
export function pushesQuery(place: PushesPlace) {
  return infiniteQueryOptions({
    queryKey: ['pushes', place],
    queryFn: ({ pageParam, signal }) =>
      getJson<{ pushes: readonly KeptPush[]; sendings: readonly Sending[]; next: string | null }>(
        pageParam === null
          ? pushesPath(place)
          : `${pushesPath(place)}?cursor=${encodeURIComponent(pageParam)}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
}

/**
 * Sends what a client knows of its calls, a part at a time. Throws `ApiError` where the first part is refused; where a
 * later one is, what was taken before stays.
 */
export async function recordPushes(place: PushesPlace, lines: readonly RecordedLine[]): Promise<Recorded> {
  let all: Recorded = { taken: 0, takenAt: [], alreadyKnown: 0, refused: [], broken: null };
  let sent = 0;
  for (const some of sendingsOf(lines.map((line) => JSON.stringify(line)))) {
    const answer = await askedToTake(place, some).catch((error: unknown) => {
      if (error instanceof ApiError && sent > 0) return error;
      throw error;
    });
    if (answer instanceof ApiError) return { ...all, broken: { why: answer.message, sent } };
    const before = sent;
    sent += some.length;
    all = {
      taken: all.taken + answer.taken,
      takenAt: answer.takenAt === null ? all.takenAt : [...all.takenAt, answer.takenAt],
      alreadyKnown: all.alreadyKnown + answer.alreadyKnown,
      refused: [...all.refused, ...answer.refused.map(({ line, why }) => ({ line: line + before, why }))],
      broken: null,
    };
  }
  return all;
}

type Taken = Pick<Recorded, 'taken' | 'alreadyKnown' | 'refused'> & { readonly takenAt: string | null };

function askedToTake(place: PushesPlace, lines: readonly string[]): Promise<Taken> {
  return asked<Taken>(pushesPath(place), {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
}

/** What became of lines that were sent in two goes, the second of which sent all of them again. */
export function recordedAgain(before: Recorded, again: Recorded): Recorded {
  return {
    ...again,
    taken: before.taken + again.taken,
    takenAt: [...before.takenAt, ...again.takenAt],
    alreadyKnown: Math.max(0, again.alreadyKnown - before.taken),
  };
}

/** The lines, in as few sendings as there may be. */
function sendingsOf(lines: readonly string[]): string[][] {
  const sendings: string[][] = [];
  let room = 0;
  for (const line of lines) {
    const last = sendings.at(-1);
    room -= line.length;
    if (last !== undefined && room >= 0 && last.length < AT_ONCE) {
      last.push(line);
      continue;
    }
    sendings.push([line]);
    room = CHARACTERS_AT_ONCE - line.length;
  }
  return sendings;
}

/** Forgets recorded lines for good; how many there were. Throws `ApiError` where it is refused. */
export async function forgetPushes(place: PushesPlace, forgetting: Forgetting): Promise<number> {
  const path = `${pushesPath(place)}?${new URLSearchParams(queryOf(forgetting))}`;
  return (await asked<{ readonly forgotten: number }>(path, { method: 'DELETE' })).forgotten;
}

function queryOf(forgetting: Forgetting): string[][] {
  switch (forgetting.which) {
    case 'all':
      return [['which', 'all']];
    case 'sent':
      return forgetting.takenAt.map((at) => ['sent', at]);
    case 'between':
      return [
        ['from', forgetting.window.from],
        ['to', forgetting.window.to],
      ];
  }
}

interface Asking {
  readonly method: 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function asked<T>(path: string, init: Asking): Promise<T> {
  const headers = { accept: 'application/json', ...init.headers };
  const response = await fetch(path, { ...init, headers }).catch(() => {
    throw apiError(null, 0, path);
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw apiError(body, response.status, path);
  return trusted<T>(body);
}
