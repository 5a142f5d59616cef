import type { Problem } from '@/lib/problems/problem';
import { ProblemRow } from './problem-row';

/** Problems, a link each, under the heading `title`. */
export function ProblemList(props: {
  id: string;
  title: string;
  note: string;
  problems: readonly Problem[];
}) {
  const { id, title, note, problems } = props;
  return (
    <section aria-labelledby={`${id}-title`} className="min-w-0">
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-3">
        <h2 id={`${id}-title`} className="font-semibold text-ui">
          {title}
        </h2>
        <p className="text-faint text-xs">{note}</p>
      </div>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {problems.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} />
        ))}
      </ul>
    </section>
  );
}
