'use client';

import { useEffect, useState } from 'react';
import { type ShownSource, worstFirst } from '@/components/shown-source';

/**
 * The sources in an order that stands still while one reads. It is put right by itself once, when what is in view has
 * been judged and neither focus nor pointer is in the list; after that only when asked: `outdated` says that it would
 * help.
 */
export function useOrder(sources: readonly ShownSource[], judgedInView: boolean, isInUse: () => boolean) {
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const [settled, setSettled] = useState(false);
  const sorted = [...sources].sort(worstFirst).map(({ summary }) => summary.id);

  useEffect(() => {
    if (order === null && sorted.length > 0) setOrder(sorted);
    if (settled || !judgedInView || order === null) return;
    setSettled(true);
    if (!isInUse()) setOrder(sorted);
  });

  const place = (id: string) => {
    const at = order?.indexOf(id) ?? -1;
    return at === -1 ? Number.MAX_SAFE_INTEGER : at;
  };
  const ordered =
    order === null
      ? [...sources].sort(worstFirst)
      : [...sources].sort((a, b) => place(a.summary.id) - place(b.summary.id) || worstFirst(a, b));
  const now = ordered.map(({ summary }) => summary.id);
  return {
    ordered,
    outdated: settled && judgedInView && now.some((id, at) => id !== sorted[at]),
    sort: () => setOrder(sorted),
  };
}
