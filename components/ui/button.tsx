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
    'disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    KINDS[kind],
    className,
  );
}

/**
 * A button with text. While `busy` it does nothing and keeps the focus, which a disabled one would lose. One that submits
 * a form leaves it to the form not to be sent twice.
 */
export function Button({
  kind,
  className,
  busy = false,
  onClick,
  ...rest
}: ComponentProps<'button'> & { kind?: keyof typeof KINDS; busy?: boolean }) {
  return (
    <button
      type="button"
      className={buttonClass(kind, className)}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      {...rest}
    />
  );
}
