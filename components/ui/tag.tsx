import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A small word set apart: a status, a type, an actor. */
export function Tag({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 whitespace-nowrap rounded border border-line bg-sunken px-1.5 text-muted text-tiny leading-[1.125rem]',
        className,
      )}
    >
      {children}
    </span>
  );
}
