import type { ReportDay } from '@/lib/health/report/source-report';
import { looksText, verdictText } from '@/lib/health/report/source-report-markdown';
import { formatCount } from '@/lib/problems/phrasing';

/** How much of a day was observed, in words. */
export const OBSERVED_WORDS = { all: 'whole', some: 'in part', none: 'not observed' } as const;

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** A UTC day with its weekday: "Tue 17 Nov". */
export function dayName(day: string): string {
  return DAY.format(new Date(day)).replace(',', '');
}

/** Everything that is known of a day, for a tooltip. */
export function dayText(day: ReportDay): string {
  const { pushed, indexed, failed } = day;
  const lines = [
    `${dayName(day.day)} (UTC): ${verdictText(day.verdict)}`,
    `Looked at: ${looksText(day)}`,
    day.observed === 'all' ? 'Observed whole' : day.observed === 'some' ? 'Observed in part' : 'Not observed',
  ];
  if (pushed !== null && indexed !== null && failed !== null) {
    lines.push(
      `${formatCount(pushed)} pushed, ${formatCount(indexed)} indexed, ${formatCount(failed)} failed`,
    );
  }
  return lines.join('\n');
}
