import type { ReactNode } from 'react';

/** Says which nothing it is, and the one thing to do about it. */
export function EmptyState({
  title,
  text,
  children,
}: {
  title: string;
  text: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="px-4 py-10 text-center">
      <p className="font-medium text-sm">{title}</p>
      <p className="mx-auto mt-1 max-w-prose text-balance text-muted">{text}</p>
      {children !== undefined && <div className="mt-4 flex justify-center gap-2">{children}</div>}
    </div>
  );
}
