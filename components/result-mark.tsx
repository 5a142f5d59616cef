import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, CircleMinus, CircleSlash, CircleX, type LucideIcon } from 'lucide-react';

const MARKS: Readonly<Record<string, { readonly icon: LucideIcon; readonly text: string }>> = {
  COMPLETED: { icon: CircleCheck, text: 'text-healthy' },
  WARNING: { icon: CircleAlert, text: 'text-degraded' },
  REJECTED: { icon: CircleX, text: 'text-failing' },
  ERROR: { icon: CircleSlash, text: 'text-failing' },
  SKIPPED: { icon: CircleMinus, text: 'text-muted' },
};

/** A row's result as Coveo wrote it, with a shape of its own. Unknown results are shown as they are. */
export function ResultMark({ result }: { result: string }) {
  const mark = MARKS[result];
  const Icon = mark?.icon;
  return (
    <span className={clsx('inline-flex items-center gap-1 font-medium text-xs', mark?.text)}>
      {Icon !== undefined && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {result === '' ? '(none)' : result}
    </span>
  );
}
