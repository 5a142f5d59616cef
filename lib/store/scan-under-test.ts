import type { ScanSightings, Sighting } from './issue';

/** For tests: a scan of one source at a time (ISO) that saw issues; what is not said of one is as usual. */
export function scanOf(at: string, sightings: readonly Partial<Sighting>[]): ScanSightings {
  return {
    region: 'us',
    organization: 'acme',
    source: 'x-acme',
    sourceName: 'Products',
    at,
    sightings: sightings.map((sighting) => ({
      problem: 'out-of-sequence',
      key: '',
      title: 'refused',
      severity: 'error',
      unit: 'rows',
      firstSeen: at,
      lastSeen: at,
      rows: [],
      captured: null,
      ...sighting,
    })),
  };
}
