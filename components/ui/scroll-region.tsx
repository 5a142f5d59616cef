import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A part of a page that scrolls by itself, and so can be reached and scrolled by keyboard. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus, or keys cannot scroll it.
      tabIndex={0}
      className={clsx('overflow-auto rounded-md border border-line bg-surface', className)}
    >
      {children}
    </section>
  );
}
