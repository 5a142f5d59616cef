'use client';

import { CancelledError, useQueryClient } from '@tanstack/react-query';
import pLimit from 'p-limit';
import { useEffect, useRef, useState } from 'react';
import type { Judgement } from '@/components/shown-source';
import { ApiError } from '@/lib/queries/api-error';
import { verdictQuery, verdictsKey } from '@/lib/queries/health';

/** So many sources are read at a time: each costs Coveo dozens of calls. */
const AT_A_TIME = 2;

/**
 * Judges sources one after the other as they are asked for, each once a `round`, a few at a time. `busy` tells whether
 * one is still under way, `begun` whether any was asked for. What waits or runs is dropped when the page is left.
 */
export function useJudging(region: string, organization: string, round: number) {
  const client = useQueryClient();
  const [judged, setJudged] = useState<Readonly<Record<string, Judgement>>>({});
  const [limit] = useState(() => pLimit(AT_A_TIME));
  const asked = useRef(new Map<string, number>());
  useEffect(() => {
    const known = asked.current;
    return () => {
      limit.clearQueue();
      known.clear();
      void client.cancelQueries({ queryKey: verdictsKey(region, organization) });
    };
  }, [client, limit, region, organization]);

  const set = (source: string, judgement: Judgement) =>
    setJudged((known) => ({ ...known, [source]: judgement }));

  const judge = (source: string) => {
    if (asked.current.get(source) === round) return;
    asked.current.set(source, round);
    set(source, { state: 'checking' });
    void limit(async () => {
      try {
        const health = await client.fetchQuery(verdictQuery({ region, organization, source }, round));
        const reason = health.reasons[0]?.text ?? null;
        set(source, { state: 'judged', verdict: health.verdict, reason, asOf: health.asOf });
      } catch (error) {
        if (error instanceof CancelledError) return;
        const why = error instanceof ApiError ? `Not read: ${error.problem.detail}` : 'Not read.';
        set(source, { state: 'failed', why });
      }
    });
  };
  const all = Object.values(judged);
  return { judged, judge, begun: all.length > 0, busy: all.some(({ state }) => state === 'checking') };
}
