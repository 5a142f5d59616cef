import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

const KINDS = {
  primary: 'border-transparent bg-accent text-on-accent hover:opacity-90',
  plain: 'border-line bg-surface text-ink hover:bg-hover',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
} as const;

/** What a button, or a link that looks like one, is drawn with. */
export function buttonClass(kind: keyof typeof KINDS = 'plain', className?: string): string {
  return clsx(
    'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border px-2.5 font-medium text-xs',
    'disabled:cursor-not-allowed disabled:opacity-60',
    KINDS[kind],
    className,
  );
}

/** A button with text. */
export function Button({
  kind,
  className,
  ...rest
}: ComponentProps<'button'> & { kind?: keyof typeof KINDS }) {
  return <button type="button" className={buttonClass(kind, className)} {...rest} />;
}
