'use client';

import Link from 'next/link';
import { groupProblems } from '@/components/catalogue/problem-group';
import { ProblemList } from '@/components/catalogue/problem-list';
import { EmptyState } from '@/components/empty-state';
import { SteppedLinks } from '@/components/stepped-links';
import { Button, buttonClass } from '@/components/ui/button';
import { SearchBox } from '@/components/ui/search-box';
import { useTypedSearch } from '@/components/use-typed-search';
import { countOf } from '@/lib/problems/phrasing';
import { PROBLEMS } from '@/lib/problems/problems';
import { searchProblems } from '@/lib/problems/search';

/** The catalogue by where one meets its problems, or what fits the search, the best first. */
export function ProblemListContainer() {
  const [query, type] = useTypedSearch();
  const searched = query.trim() !== '';
  const found = searched ? searchProblems(PROBLEMS, query) : PROBLEMS;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchBox
          label="Search problems"
          placeholder="Code, status or words: 412, refresh"
          value={query}
          onChange={type}
          className="sm:w-96"
        />
        <p role="status" className="text-faint text-xs">
          {searched
            ? `${found.length} of ${countOf(PROBLEMS.length, 'problem')} match`
            : countOf(PROBLEMS.length, 'problem')}
        </p>
        <Link href="/diagnose" className={buttonClass('plain', 'sm:ml-auto')}>
          Paste an error instead
        </Link>
      </div>
      <SteppedLinks label="Problems">
        {searched && found.length > 0 && (
          <ProblemList id="found" title="Search results" note="Best match first" problems={found} />
        )}
        {!searched &&
          groupProblems(PROBLEMS).map(({ id, title, note, problems }) => (
            <ProblemList key={id} id={id} title={title} note={note} problems={problems} />
          ))}
      </SteppedLinks>
      {found.length === 0 && (
        <EmptyState
          title="No problem matches"
          text={`None of ${PROBLEMS.length} problems has “${query}” in its codes or words.`}
        >
          <Button kind="primary" onClick={() => type('')}>
            Show all problems
          </Button>
        </EmptyState>
      )}
    </>
  );
}
