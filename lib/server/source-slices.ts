import 'server-only';
import type { SliceCache } from '@/lib/scan/slice-cache';
import type { IssuePlace } from '@/lib/store/issue';
import { keepSlices, listSlices, readSliceContent } from '@/lib/store/slices';
import { processStore } from './store';

/** What the store keeps of a source's log. Where the store fails nothing is kept: the scan reads from Coveo. */
export function sourceSlices(place: IssuePlace): SliceCache {
  return {
    list: () =>
      orElse([], async () => {
        const database = await processStore();
        return listSlices(database, place, Date.now());
      }),
    read: (mark) =>
      orElse(null, async () => {
        const database = await processStore();
        return readSliceContent(database, place, mark);
      }),
    keep: (kept) =>
      orElse(undefined, async () => {
        const database = await processStore();
        await keepSlices(database, place, { ...kept, nowMs: Date.now() });
      }),
  };
}

/** For a token that has not read the source yet: what it reads is kept, and what others read is not given. */
export function writeOnly(slices: SliceCache): SliceCache {
  return { ...slices, list: async () => [], read: async () => null };
}

async function orElse<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error('The slices of a source could not be kept or read:', error);
    return otherwise;
  }
}
