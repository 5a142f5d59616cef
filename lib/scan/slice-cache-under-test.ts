import type { Slice, SliceMark } from '@/lib/store/slice';
import type { SliceCache } from './slice-cache';

/** For tests: slices kept in memory, by the rules of the store. */
export function slicesUnderTest(): SliceCache & { readonly slices: () => readonly Slice[] } {
  let kept: Slice[] = [];
  const isSame = (a: SliceMark, b: SliceMark) =>
    a.kind === b.kind && a.filter === b.filter && a.tail === b.tail;
  return {
    slices: () => kept,
    list: async () => kept.map(({ mark }) => mark),
    read: async (mark) =>
      kept.find((one) => isSame(one.mark, mark) && one.mark.from === mark.from && one.mark.to === mark.to)
        ?.content ?? null,
    keep: async ({ slices, tail, dropped }) => {
      const stays = (mark: SliceMark) => tail === undefined || mark.tail === null || mark.tail === tail;
      kept = kept.filter(({ mark }) => stays(mark) && !dropped.includes(mark));
      for (const slice of slices) {
        const { mark } = slice;
        const lies = (one: SliceMark) =>
          mark.kind === 'rows'
            ? one.from >= mark.from && one.to <= mark.to
            : one.from === mark.from && one.to === mark.to;
        kept = [...kept.filter((one) => !isSame(one.mark, mark) || !lies(one.mark)), slice];
      }
    },
  };
}
