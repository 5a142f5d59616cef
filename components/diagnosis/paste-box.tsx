'use client';

import { FileText, FolderOpen, Lock, X } from 'lucide-react';
import { type RefObject, useRef } from 'react';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { formatBytes } from './byte-words';

/** The box for whatever a customer sent. What is too long for it (`held`) is named in its place. */
export function PasteBox(props: {
  box: RefObject<HTMLTextAreaElement | null>;
  value: string;
  held: { readonly name: string | null; readonly bytes: number } | null;
  slow: boolean;
  /** Why the last paste was refused, or what else must be said of it. */
  notice: string | null;
  onType: (text: string) => void;
  onBlur: () => void;
  onFiles: (files: readonly File[]) => void;
  onClear: () => void;
  onStop: () => void;
}) {
  const { box, value, held, slow, notice, onType, onBlur, onFiles, onClear, onStop } = props;
  const file = useRef<HTMLInputElement>(null);
  return (
    <section
      aria-label="Paste"
      className="rounded-lg border border-line-strong bg-surface has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:ring-2 has-[textarea:focus-visible]:ring-accent/40"
    >
      <div className="relative">
        <textarea
          ref={box}
          aria-label="What the customer sent"
          aria-describedby="paste-notice"
          placeholder={
            held === null ? 'Paste an error, a cURL command, log rows, a HAR: whatever the customer sent' : ''
          }
          value={value}
          onChange={(event) => onType(event.target.value)}
          onBlur={onBlur}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          className="block h-44 min-h-24 w-full resize-y rounded-t-lg bg-transparent px-4 py-3 font-mono text-base leading-5 outline-none placeholder:font-sans placeholder:text-faint sm:text-xs"
        />
        {held !== null && (
          <p className="pointer-events-none absolute inset-0 flex items-center justify-center gap-2 px-4 text-muted">
            <FileText aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <strong className="font-medium text-ink">{held.name ?? 'A long text'}</strong>,{' '}
              {formatBytes(held.bytes)}: too long for this box, read as a whole.
            </span>
          </p>
        )}
        {value === '' && held === null && (
          <span aria-hidden className="absolute top-3 right-3 max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        )}
      </div>
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-3 py-1.5">
        <input
          ref={file}
          type="file"
          tabIndex={-1}
          aria-hidden
          className="hidden"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button onClick={() => file.current?.click()}>
          <FolderOpen aria-hidden className="size-3.5" />
          Open a file
        </Button>
        {(value !== '' || held !== null) && (
          <Button kind="quiet" onClick={onClear}>
            <X aria-hidden className="size-3.5" />
            Clear
          </Button>
        )}
        <p className="ml-auto flex min-h-7 items-center gap-1.5 text-muted text-xs">
          {slow ? (
            <>
              <span role="status">Reading…</span>
              <Button onClick={onStop}>Stop</Button>
            </>
          ) : (
            <>
              <Lock aria-hidden className="size-3.5 shrink-0" />
              Nothing leaves this browser unless you save it
            </>
          )}
        </p>
      </div>
      <p
        id="paste-notice"
        role="alert"
        className="border-degraded-line border-t bg-degraded-soft px-4 py-2 text-degraded [overflow-wrap:anywhere] empty:hidden last:rounded-b-lg"
      >
        {notice}
      </p>
    </section>
  );
}
