import { CalendarOff } from 'lucide-react';
import { Button } from './ui/button';
import type { WindowPlace } from './window-place';

/** Coveo keeps log rows for 14 days (article 1864). */
const TEXT = {
  before: 'Coveo keeps its logs for 14 days: this window was not read.',
  after: 'This window lies in the future.',
} as const satisfies Record<Exclude<WindowPlace, 'read'>, string>;

/** Says that nothing of the chosen window was read, and why; nothing for a window of which something was. */
export function WindowNotice({ place, onReset }: { place: WindowPlace; onReset: () => void }) {
  if (place === 'read') return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-degraded-line bg-degraded-soft px-4 py-2">
      <CalendarOff aria-hidden className="size-4 shrink-0 text-degraded" />
      <p className="min-w-0 font-medium">{TEXT[place]}</p>
      <Button className="ml-auto" onClick={onReset}>
        Show the last 7 days
      </Button>
    </div>
  );
}
