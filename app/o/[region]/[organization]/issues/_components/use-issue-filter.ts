'use client';

import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { AGES } from '@/components/issue/issue-filters';
import { ISSUE_STATES, type IssueState } from '@/components/issue/state-words';
import { useTypedSearch } from '@/components/use-typed-search';
import { HOUR_MS, MINUTE_MS, toIso } from '@/lib/evidence/time';
import { linkedMoment } from '@/lib/health/shared-link';
import type { IssueFilter } from '@/lib/queries/issues';

const AT_FIRST: readonly IssueState[] = ['open', 'acknowledged'];

/** Which issues are listed, as it stands in the address; `filter` is what the API is asked for. */
export function useIssueFilter() {
  const [chosen, choose] = useQueryStates({
    state: parseAsArrayOf(parseAsStringLiteral(ISSUE_STATES)),
    source: parseAsString,
    problem: parseAsString,
    since: parseAsString,
  });
  const [search, setSearch] = useTypedSearch();
  // An age is reckoned from when the page was opened, so that the pages of one list belong together.
  const [openedAt] = useState(() => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  const states = chosen.state === null ? AT_FIRST : chosen.state;
  const age = AGES.find(({ value }) => value === chosen.since) ?? null;
  // What a copied link has in place of an age.
  const moment = chosen.since === null ? null : linkedMoment(chosen.since);
  const filter: IssueFilter = {
    states,
    source: chosen.source,
    problem: chosen.problem,
    seenSince: age === null ? moment : toIso(openedAt - age.hours * HOUR_MS),
  };
  return {
    filter,
    age: age?.value ?? moment,
    /** What the address gives as an age, where it is none. */
    unreadAge: age === null && moment === null ? chosen.since : null,
    search,
    /** Whether more is left out than what is left out at first. */
    isNarrowed:
      chosen.source !== null ||
      chosen.problem !== null ||
      filter.seenSince !== null ||
      AT_FIRST.some((state) => !states.includes(state)),
    setStates: (next: readonly IssueState[]) =>
      void choose({ state: next.join() === AT_FIRST.join() ? null : [...next] }),
    setSource: (source: string | null) => void choose({ source }),
    setProblem: (problem: string | null) => void choose({ problem }),
    setAge: (since: string | null) => void choose({ since }),
    setSearch,
    /** Shows every issue there is. */
    showAll: () => {
      setSearch('');
      void choose({ state: [...ISSUE_STATES], source: null, problem: null, since: null });
    },
  };
}
