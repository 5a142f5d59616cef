import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { knownProblem } from '@/components/catalogue/known-problem';
import { ProblemPage } from '@/components/catalogue/problem-page';

type Params = Promise<{ id: string }>;

/** Names the problem. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { id } = await params;
  return { title: knownProblem(id)?.words.title.replaceAll('`', '') ?? 'No such problem' };
}

/** One known problem: what happened, why, how to fix it, who acts, and what is not known of it. */
export default async function ProblemRoute({ params }: { params: Params }) {
  const { id } = await params;
  const problem = knownProblem(id);
  if (problem === undefined) notFound();
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
    >
      <ProblemPage problem={problem} />
    </main>
  );
}
