'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A modal dialog. The browser's own element: it keeps the focus, closes on Escape and needs no injected styles, which
 * the page's policy would refuse.
 */
export function Dialog(props: { open: boolean; title: string; onClose: () => void; children: ReactNode }) {
  const { open, title, onClose, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-label={title}
      onClose={onClose}
      className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-0 text-ink shadow-2xl backdrop:bg-black/40"
    >
      <div className="flex items-center justify-between border-line border-b px-4 py-2">
        <h2 className="font-semibold">{title}</h2>
        {/* No tooltip: an open one would take the first Escape for itself. */}
        <button
          type="button"
          aria-label="Close"
          onClick={onClose}
          className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      <div className="p-4">{children}</div>
    </dialog>
  );
}
