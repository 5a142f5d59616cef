import { clsx } from 'clsx';
import { type ShownVerdict, VERDICT_WORDS } from './verdict-words';

/** A verdict as word, shape and colour. */
export function VerdictBadge({ verdict }: { verdict: ShownVerdict }) {
  const { label, icon: Icon, text, surface } = VERDICT_WORDS[verdict];
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-md border px-1.5 font-medium text-xs',
        text,
        surface,
      )}
    >
      <Icon aria-hidden className={clsx('size-3.5 shrink-0', verdict === 'checking' && 'animate-spin')} />
      {label}
    </span>
  );
}
