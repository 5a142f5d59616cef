import { inlineCode } from '@/lib/problems/markdown-code';
import { countOf, formatMoment } from '@/lib/problems/phrasing';
import type { ChangeBetween } from './changes-between';
import { changedAspects, type WhatChanged } from './what-changed';

/** What changed since the last good run, as Markdown for a ticket. `source` is its name. */
export function whatChangedMarkdown(changed: WhatChanged, source: string): string {
  const title = `### What changed: ${inlineCode(source)}`;
  if (changed.state === 'not known') return `${title}\n\nNot known: ${changed.why}\n`;
  if (changed.state === 'no good run') return `${title}\n\n${changed.why}\n`;
  const { newest, good, why, about, between, notKnown } = changed;
  const aspects = changedAspects(changed);
  const sections = [
    title,
    `Newest run: ${formatMoment(newest.from)}. Last good run: ${formatMoment(good.from)}. ${why}`,
    ...(about === null ? [] : [about]),
    aspects.length === 0
      ? NOTHING_CHANGED
      : [
          '| | last good run | newest run | usual |',
          '| --- | --- | --- | --- |',
          ...aspects.map(
            ({ name, good: then, newest: now, by, usual }) =>
              `| ${[name, then, by === null ? now : `${now} (${by})`, usual ?? '—'].map(cell).join(' | ')} |`,
          ),
        ].join('\n'),
    between.changes.length === 0
      ? 'No activity by people, of keys or of limits between the two that is not routine.'
      : ['Between the two:', ...between.changes.map((change) => `- ${changeWords(change)}`)].join('\n'),
    ...(notKnown.length === 0 ? [] : [`Not compared: ${notKnown.join(', ')}.`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Said where nothing differs by more than usual variation. */
export const NOTHING_CHANGED = 'Nothing that the logs show changed beyond the usual variation.';

/** A change in words: when, what, by whom, how it ended. */
export function changeWords({ at, lastAt, times, what, by, result }: ChangeBetween): string {
  const when = times === 1 ? formatMoment(at) : `${formatMoment(at)} to ${formatMoment(lastAt)}`;
  return [
    `${when}: ${what}`,
    ...(times === 1 ? [] : [`, ${countOf(times, 'time')}`]),
    ...(by === null ? [] : [`, by ${by}`]),
    ...(result === null ? [] : [` (${result})`]),
  ].join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
