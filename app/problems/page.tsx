import type { Metadata } from 'next';
import { ProblemListContainer } from './_components/problem-list-container';

export const metadata: Metadata = { title: 'Known problems' };

/** Everything that Pushscope knows to go wrong, to search. */
export default function ProblemsPage() {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-4 px-4 py-3 outline-none sm:px-6"
    >
      <h1 className="font-semibold text-lg tracking-tight">Known problems</h1>
      <ProblemListContainer />
    </main>
  );
}
