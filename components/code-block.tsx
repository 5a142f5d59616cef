import { clsx } from 'clsx';
import { CopyButton } from './copy-button';
import { ScrollRegion } from './ui/scroll-region';

/** Lines to copy under a title, such as a file's name; long lines scroll, or with `wrap` go on below, all in sight. */
export function CodeBlock({ title, text, wrap = false }: { title: string; text: string; wrap?: boolean }) {
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-muted text-xs">{title}</h3>
        <CopyButton text={text} what={title} />
      </div>
      <ScrollRegion label={title}>
        <pre
          className={clsx(
            'px-3 py-2 text-xs leading-5',
            wrap ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'w-fit',
          )}
        >
          <code>{text}</code>
        </pre>
      </ScrollRegion>
    </div>
  );
}
