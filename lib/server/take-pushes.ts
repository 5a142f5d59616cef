import 'server-only';
import { isCall, type RecordedLine, type RecordedPlace } from '@/lib/evidence/recorded-push';
import { type RefusedLine, readRecordedText } from '@/lib/evidence/recorded-text';
import { toIso } from '@/lib/evidence/time';
import { formatCount } from '@/lib/problems/phrasing';
import { redact } from '@/lib/redaction/redact';
import { clearRecorded, keepRecorded, MOST_A_DAY } from '@/lib/store/keep-recorded-pushes';
import { processWide } from './process-wide';
import { mayRead, type Unreachable } from './push-access';
import type { Asker } from './source-reach';
import { processStore } from './store';

/** Lines that are looked at in one request. */
export const MOST_LINES = 5_000;
/** What has expired is cleared away this often at the most, in ms. */
const CLEARED_EVERY_MS = 60_000;

/** What became of the lines of a request. */
export interface TakenPushes {
  readonly taken: number;
  /** Names what was taken, so that it can be forgotten: when that was, ISO. Null where nothing was. */
  readonly takenAt: string | null;
  /** The same line twice counts once, whoever sent it. */
  readonly alreadyKnown: number;
  readonly refused: readonly RefusedLine[];
}

/** What became of the lines; that there was none; or why this token may not. */
export type TakeAnswer =
  | { readonly state: 'taken'; readonly taken: TakenPushes }
  | { readonly state: 'nothing' }
  | Unreachable;

/**
 * Takes what a connector knows of its calls to a source, for whoever may read that source. Each text loses its
 * secrets before it is kept. A line that cannot be taken loses nothing of the others.
 */
export async function takePushes(asker: Asker, text: string, signal: AbortSignal): Promise<TakeAnswer> {
  const denied = await mayRead(asker, signal);
  if (denied !== null) return denied;
  const { client } = asker.access;
  const { region, organization } = client;
  const place: RecordedPlace = { organization, source: asker.sourceId, now: toIso(client.now()) };
  const { lines, refused, leftOut } = readRecordedText(text, place, MOST_LINES);
  if (lines.length === 0 && refused.length === 0) return { state: 'nothing' };
  const database = await processStore();
  const nowMs = client.now();
  const kept = await keepRecorded(
    database,
    { region, organization, source: asker.sourceId },
    { lines: lines.map(({ read }) => withoutSecrets(read)), nowMs },
  );
  const shared = processWide();
  if (nowMs - shared.recordedClearedAt > CLEARED_EVERY_MS) {
    shared.recordedClearedAt = nowMs;
    // By this machine's clock or Coveo's, whichever is behind: one that is ahead must not clear what others need.
    await clearRecorded(database, Math.min(nowMs, Date.now()));
  }
  const full = kept.full.map((at) => ({ line: lines[at]?.line ?? 0, why: DAY_IS_FULL }));
  const beyond = leftOut === 0 ? [] : [{ line: MOST_LINES + 1, why: tooMany(leftOut) }];
  return {
    state: 'taken',
    taken: {
      taken: kept.taken,
      takenAt: kept.takenAt,
      alreadyKnown: kept.alreadyKnown,
      refused: [...refused, ...full, ...beyond].sort((a, b) => a.line - b.line),
    },
  };
}

const DAY_IS_FULL = `Of this source and day ${formatCount(MOST_A_DAY)} lines are kept already: no more are taken.`;

function tooMany(leftOut: number): string {
  return `At most ${formatCount(MOST_LINES)} lines are read at once; ${formatCount(leftOut)} were not looked at. Send them again by themselves.`;
}

function withoutSecrets(line: RecordedLine): RecordedLine {
  if (!isCall(line)) return line;
  const clean = (text: string | null) => (text === null ? null : redact(text));
  return {
    ...line,
    path: redact(line.path),
    errorCode: clean(line.errorCode),
    requestId: clean(line.requestId),
    fileId: clean(line.fileId),
    documentId: clean(line.documentId),
  };
}
