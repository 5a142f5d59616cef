import type { ReactNode } from 'react';

/** A page that has only something to say, and one way on. */
export function FullPageMessage({
  title,
  text,
  children,
}: {
  title: string;
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-xl px-4 py-24 outline-none">
      <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
      <p className="mt-2 mb-5 text-muted text-sm">{text}</p>
      {children}
    </main>
  );
}
