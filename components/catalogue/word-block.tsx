import type { ReactNode } from 'react';

/** A part of what is said about a problem, under its small heading of the given level. */
export function WordBlock(props: { title: string; level: 2 | 3 | 4; children: ReactNode }) {
  const { title, level, children } = props;
  const Heading = `h${level}` as const;
  return (
    <section className="min-w-0">
      <Heading className="mb-0.5 font-medium text-faint text-xs">{title}</Heading>
      <div className="max-w-prose text-pretty [overflow-wrap:anywhere]">{children}</div>
    </section>
  );
}
