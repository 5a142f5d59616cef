'use client';

import { useId } from 'react';

/** Chooses a time zone by its name. `zone` stands in the list even where this browser does not know it. */
export function ZoneSelect(props: { label: string; zone: string; onZone: (zone: string) => void }) {
  const { label, zone, onZone } = props;
  const id = useId();
  const zones = [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-xs">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select
        id={id}
        value={zone}
        onChange={(event) => onZone(event.target.value)}
        className="h-7 min-w-0 max-w-48 rounded-md border border-line-strong bg-surface px-1.5"
      >
        {zones.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </span>
  );
}
