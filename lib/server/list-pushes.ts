import 'server-only';
import { type KeptPush, recordedStretches, type Sending } from '@/lib/evidence/recorded-pushes';
import type { TimeWindow } from '@/lib/evidence/time';
import {
  listRecorded,
  listSendings,
  type RecordedCursor,
  recordedMoments,
} from '@/lib/store/recorded-pushes';
import { mayRead, type Unreachable } from './push-access';
import { MOST_READ, withProblems } from './recorded-evidence';
import type { Asker } from './source-reach';
import { processStore } from './store';

/** Calls on one page. */
const A_PAGE = 100;
/** Sendings that are named. */
const SENDINGS = 10;

/** A page of recorded calls. */
export interface PushList {
  /** Newest first. */
  readonly pushes: readonly KeptPush[];
  /** The time that was recorded, oldest first. */
  readonly stretches: readonly TimeWindow[];
  /** The newest of two lines or more, newest first. */
  readonly sendings: readonly Sending[];
  /** `cursor` of the next page; null on the last. */
  readonly next: string | null;
}

/** A page; that the cursor is none; or why this token may not read it. */
export type ListAnswer =
  | { readonly state: 'listed'; readonly list: PushList }
  | { readonly state: 'bad cursor' }
  | Unreachable;

/** Lists what was recorded of a source, for whoever may read that source. */
export async function listPushes(
  asker: Asker,
  cursor: string | null,
  signal: AbortSignal,
): Promise<ListAnswer> {
  const from = cursor === null ? null : readCursor(cursor);
  if (from === 'none') return { state: 'bad cursor' };
  const denied = await mayRead(asker, signal);
  if (denied !== null) return denied;
  const { region, organization, now } = asker.access.client;
  const place = { region, organization, source: asker.sourceId };
  const database = await processStore();
  const nowMs = now();
  const [page, moments, sendings] = await Promise.all([
    listRecorded(database, place, { nowMs, most: A_PAGE, cursor: from }),
    recordedMoments(database, place, { nowMs, most: MOST_READ }),
    listSendings(database, place, { nowMs, most: SENDINGS }),
  ]);
  return {
    state: 'listed',
    list: {
      pushes: withProblems(page.pushes),
      stretches: recordedStretches(moments),
      sendings,
      next: page.next === null ? null : `${page.next.at}.${page.next.id}`,
    },
  };
}

function readCursor(text: string): RecordedCursor | 'none' {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{64})$/.exec(text) ?? [];
  return at === undefined || id === undefined ? 'none' : { at: Number(at), id };
}
