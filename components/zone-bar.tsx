'use client';

import { Globe } from 'lucide-react';
import { ZoneSelect } from './issue/zone-select';
import { zoneName } from './shown-zone';
import { Button } from './ui/button';
import { useHereZone } from './use-here-zone';

/**
 * In which time zone a page tells its times, and how that is changed. `linked`: the zone came with the link, and
 * whoever opened it may want their own. `unknown` is a zone that the link names and nobody knows.
 */
export function ZoneBar(props: {
  zone: string;
  linked: boolean;
  unknown: string | null;
  onZone: (zone: string) => void;
}) {
  const { zone, linked, unknown, onZone } = props;
  const here = useHereZone();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
      <ZoneSelect label="Times in" zone={zone} onZone={onZone} />
      {unknown !== null && (
        <p role="status" className="min-w-0 text-degraded [overflow-wrap:anywhere]">
          The link asks for times in “{unknown.slice(0, 60)}”, which is no time zone that this browser knows.
          They are in UTC.
        </p>
      )}
      {linked && unknown === null && (
        <p role="status" className="inline-flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <Globe aria-hidden className="size-3.5 shrink-0 text-faint" />
          Times are in {zoneName(zone)}, as in the link.
          <Button onClick={() => onZone('UTC')}>Show UTC</Button>
          {here !== null && here !== zone && here !== 'UTC' && (
            <Button onClick={() => onZone(here)}>Show mine ({zoneName(here)})</Button>
          )}
        </p>
      )}
    </div>
  );
}
