import { EyeOff } from 'lucide-react';
import { Panel } from './ui/panel';

/** What Coveo never records, whatever was read: printed always, and no part of the verdict. */
export function BlindSpotsPanel({ blindSpots }: { blindSpots: readonly string[] }) {
  return (
    <Panel id="blind-spots" title="Blind spots" note="What Coveo never records">
      <ul className="grid gap-1.5 px-4 py-2.5">
        {blindSpots.map((text) => (
          <li key={text} className="flex gap-2 text-muted text-pretty">
            <EyeOff aria-hidden className="mt-1 size-3.5 shrink-0 text-faint" />
            {text}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
