import type { ReactNode } from 'react';

/** Where one is, the page's one heading, and beside them what can be done with the whole page. */
export function PageHead(props: { breadcrumb: ReactNode; title: string; children: ReactNode }) {
  const { breadcrumb, title, children } = props;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        {breadcrumb}
        <h1 className="mt-0.5 font-semibold text-lg tracking-tight">{title}</h1>
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}
