import type { NamedFact } from '@/lib/diagnosis/report';
import { HOUR_MS, toIso, toMs } from '@/lib/evidence/time';

/** A link to a source's page, with the hour before and after the moment that the paste tells, if it tells one. */
export interface SourceLink {
  readonly organization: string;
  readonly source: string;
  /** Path and query of the page. */
  readonly path: `/o/${string}/${string}/s/${string}`;
  /** The moment in the middle of the window, ISO; null where the paste tells none and the page shows its usual days. */
  readonly moment: string | null;
}

/** Regions that have pages (see `interfaces` of the API: `/o/{region}/…`). */
const REGIONS: readonly string[] = ['us', 'ca', 'eu', 'au', 'hipaa', 'sandbox'];
/** Facts that tell when it was, the surest first. */
const MOMENTS: readonly string[] = ['serverTime', 'date', 'rowTime', 'expires', 'orderingIdMoment'];
/** How many sources of one paste are linked. */
const MAX_LINKS = 3;

/**
 * The pages of the sources that a paste names. None unless it names one region and one organization: which source is
 * whose could not be told else.
 */
export function sourceLinks(facts: readonly NamedFact[]): SourceLink[] {
  const [region, otherRegion] = valuesOf(facts, 'region');
  const [organization, otherOrganization] = valuesOf(facts, 'organization');
  if (region === undefined || otherRegion !== undefined || !REGIONS.includes(region)) return [];
  if (organization === undefined || otherOrganization !== undefined) return [];
  const moment = momentOf(facts);
  const window =
    moment === null
      ? ''
      : `?${new URLSearchParams({ from: minute(toMs(moment) - HOUR_MS), to: minute(toMs(moment) + HOUR_MS) })}`;
  return valuesOf(facts, 'source')
    .slice(0, MAX_LINKS)
    .map((source) => ({
      organization,
      source,
      path: `/o/${region}/${encodeURIComponent(organization)}/s/${encodeURIComponent(source)}${window}`,
      moment,
    }));
}

function valuesOf(facts: readonly NamedFact[], name: string): string[] {
  return [...new Set(facts.filter((fact) => fact.name === name).map(({ value }) => value))];
}

function momentOf(facts: readonly NamedFact[]): string | null {
  for (const name of MOMENTS) {
    const value = facts.find((fact) => fact.name === name && !Number.isNaN(toMs(fact.value)))?.value;
    if (value !== undefined) return toIso(toMs(value));
  }
  return null;
}

function minute(ms: number): string {
  return toIso(Math.floor(ms / 60_000) * 60_000);
}
