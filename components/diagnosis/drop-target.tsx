import { FileDown } from 'lucide-react';

/** Lies over the page while something is dragged over it: it can be dropped anywhere. */
export function DropTarget() {
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-2 z-40 flex items-center justify-center rounded-xl border-2 border-accent border-dashed bg-accent-soft/85 text-accent"
    >
      <p className="flex items-center gap-2 font-semibold text-base">
        <FileDown className="size-5" />
        Drop it anywhere
      </p>
    </div>
  );
}
