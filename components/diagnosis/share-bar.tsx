'use client';

import { FileText, MessageSquareReply } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { CopyLinkButton } from '../copy-link-button';
import { CopyTextButton } from '../copy-text-button';
import { formatBytes } from './byte-words';
import { MAX_LINK, type TextLink } from './text-link';

/** Ways to hand the report on. `link` is null while it is being made; masking holds for all three. */
export function ShareBar(props: {
  reply: () => string;
  markdown: () => string;
  link: TextLink | null;
  masked: boolean;
  /** Whether the text names anything that can be masked. */
  maskable: boolean;
  onMask: (masked: boolean) => void;
  /** What saves the report under a short link. */
  save: ReactNode;
}) {
  const { reply, markdown, link, masked, maskable, onMask, save } = props;
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 sm:ml-auto sm:justify-end">
      <CopyTextButton label="Copy reply" icon={MessageSquareReply} text={reply} />
      <CopyTextButton label="Copy as Markdown" icon={FileText} text={markdown} />
      {link?.state === 'made' && <CopyLinkButton link={() => link.url} />}
      {save}
      <label
        htmlFor={id}
        title="Organization, source and item ids become placeholders in what is copied and linked"
        className="inline-flex min-h-7 items-center gap-1.5 px-1 text-xs has-disabled:text-faint"
      >
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-checked={masked}
          checked={masked}
          disabled={!maskable}
          onChange={(event) => onMask(event.target.checked)}
          className="size-3.5 accent-accent"
        />
        Mask ids
      </label>
      {link?.state === 'too long' && (
        <p className="basis-full text-muted text-xs sm:text-right">
          {link.length === null
            ? `This text is too long for a link, which may have ${formatBytes(MAX_LINK)}.`
            : `A link with this text would have ${formatBytes(link.length)}; at most ${formatBytes(MAX_LINK)} can be sent safely.`}{' '}
          Copy it as Markdown instead.
        </p>
      )}
    </div>
  );
}
