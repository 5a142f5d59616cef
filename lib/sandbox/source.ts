import type { AcceptedCall } from './pipeline/call';
import type { Item } from './pipeline/item';
import { emptyJournal, type Journal } from './pipeline/journal';
import { NO_RULES, type Rules } from './pipeline/rules';
import type { Settling } from './pipeline/settling';
import type { ScenarioName } from './scenarios/scenarios';
import type { Plan } from './scenarios/schedule';

/** An update of a source from a status call to the next, as the Activities API tells it. Times are epoch milliseconds. */
export interface Activity {
  id: string;
  operation: 'REBUILD' | 'FULL_REFRESH' | 'INCREMENTAL_REFRESH';
  startedAt: number;
  endedAt: number | null;
  /** Null while it runs. */
  result: 'SUCCESS' | 'ABORT' | null;
  /** Items taken in between start and end. */
  processed: number;
}

/** That a source's calls were refused for being over a limit, as the Activities API tells it. */
export interface LimitNotice {
  id: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Something that waits in a source's queue, in order of `due` (epoch milliseconds) and, within it, of arrival. */
export interface Work {
  due: number;
  call: AcceptedCall;
  /** A batch goes through twice: when its file is streamed, and when its content is consumed. */
  stage: 'arrive' | 'consume';
}

/** The mutable state of a source: everything that its calls have led to so far. */
export interface Pipeline {
  queue: Work[];
  journal: Journal;
  items: Map<string, Item>;
  /** The highest ordering id of the delete-older-than operations so far: lower ones are out of sequence. */
  floor: bigint;
  /** Time of the newest operation. */
  lastAt: number;
  activities: Activity[];
  limitNotices: LimitNotice[];
  rules: Rules;
  /** Push API calls and item operations by UTC day (days since 1970), for the daily limits. */
  usage: Map<number, { calls: number; items: number }>;
}

/** A source of an organization, and the schedule of pushes that a scenario gave it. */
export interface Source {
  id: string;
  name: string;
  type: 'PUSH' | 'CATALOG' | 'WEB2';
  pushEnabled: boolean;
  scenario: ScenarioName | null;
  createdAt: number;
  /** Since when it is there no more, but for its rows; null while it is (epoch milliseconds). */
  deletedAt: number | null;
  /** Makes the guids of its rows its own. */
  seed: number;
  plan: Plan | null;
  pipeline: Pipeline;
  settling: Settling;
  /** Streams that were opened, by id. */
  streams: Map<string, OpenStream>;
}

/** A stream of the Stream API from its opening on. */
export interface OpenStream {
  /** Epoch milliseconds. */
  openedAt: number;
  /** Of its containers, in the order they were asked for. */
  fileIds: string[];
}

/** Whether the Stream API is for this source: a Catalog source it is for. */
export function isStreamEnabled({ type }: Source): boolean {
  return type === 'CATALOG';
}

/** Those that are there: not the ones that were deleted, of which only rows are left. */
export function presentSources(sources: readonly Source[]): Source[] {
  return sources.filter(({ deletedAt }) => deletedAt === null);
}

/** A pipeline that nothing went through, with the rules that its source has of its own. */
export function emptyPipeline(rules: Partial<Rules> = {}): Pipeline {
  return {
    queue: [],
    journal: emptyJournal(),
    items: new Map(),
    floor: 0n,
    lastAt: 0,
    activities: [],
    limitNotices: [],
    rules: { ...NO_RULES, ...rules },
    usage: new Map(),
  };
}

/** The items of a source that are in the index at `now`: how many, and their size in bytes. */
export function indexedItems(source: Source, now: number): { count: number; bytes: number } {
  let count = 0;
  let bytes = 0;
  for (const item of source.pipeline.items.values()) {
    if (item.indexedOrderingId === null || item.indexedAt > now) continue;
    count += 1;
    bytes += item.bytes;
  }
  return { count, bytes };
}

/** The activity that an active status opened and that no IDLE has closed, if there is one. */
export function openActivity(source: Source): Activity | undefined {
  return source.pipeline.activities.findLast((activity) => activity.endedAt === null);
}
