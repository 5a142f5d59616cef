import type { Problem } from '@/lib/problems/problem';

/** The statuses and codes that people know a problem by; `most` bounds the codes that are shown. */
export function SignTags({ signs, most }: { signs: Problem['signs']; most?: number }) {
  const codes = signs.codes.slice(0, most);
  const more = signs.codes.length - codes.length;
  if (signs.statuses.length + codes.length === 0) return null;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {signs.statuses.map((status) => (
        <span
          key={status}
          className="tabular rounded border border-line-strong/60 px-1.5 font-medium font-mono text-tiny leading-[1.125rem]"
        >
          {status}
        </span>
      ))}
      {codes.map((code) => (
        <code
          key={code}
          className="rounded bg-sunken px-1.5 text-muted text-tiny leading-[1.25rem] [overflow-wrap:anywhere]"
        >
          {code}
        </code>
      ))}
      {more > 0 && <span className="text-faint text-tiny">and {more} more</span>}
    </span>
  );
}
