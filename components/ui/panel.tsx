import { clsx } from 'clsx';
import type { KeyboardEventHandler, ReactNode } from 'react';

/** A region of a page with a heading, reached by `#id`; `aside` stands at the heading's right. */
export function Panel(props: {
  id: string;
  title: ReactNode;
  note?: ReactNode;
  aside?: ReactNode;
  className?: string;
  /** Hears the keys of all that is inside. */
  onKeyDown?: KeyboardEventHandler;
  children: ReactNode;
}) {
  const { id, title, note, aside, className, onKeyDown, children } = props;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
      className={clsx('min-w-0 rounded-lg border border-line bg-surface', className)}
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-1.5">
        <h2 id={`${id}-title`} className="font-semibold text-ui">
          {title}
        </h2>
        {note !== undefined && <p className="text-faint text-xs">{note}</p>}
        {aside !== undefined && <div className="ml-auto flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
