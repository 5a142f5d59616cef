import { clsx } from 'clsx';
import { type IssueState, STATE_WORDS } from './state-words';

/** An issue's state as word, shape and colour. */
export function StateBadge({ state }: { state: IssueState }) {
  const { label, icon: Icon, text, surface, meaning } = STATE_WORDS[state];
  return (
    <span
      title={meaning}
      className={clsx(
        'inline-flex h-6 items-center gap-1 whitespace-nowrap rounded-md border px-1.5 font-medium text-xs',
        text,
        surface,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {label}
    </span>
  );
}
