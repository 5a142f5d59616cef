import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import { countOf, formatDuration } from '@/lib/problems/phrasing';
import { type ItemPlace, itemPath, linkTarget } from './item-path';
import type { Decider, ItemAnswer, ItemMatches, ItemReport, ItemStep } from './item-report';
import { DECIDER_WORDS } from './item-words';

/** Where the page of an item is, for the links in its Markdown. */
export interface MarkdownPlace extends ItemPlace {
  /** The address of this Pushscope, without a slash at its end. */
  readonly origin: string;
}

/** An item, or the items that a search found, as Markdown for a ticket among colleagues. Times are UTC. */
export function itemMarkdown(answer: ItemAnswer, place: MarkdownPlace): string {
  const sections = answer.kind === 'item' ? ofItem(answer, place) : ofMatches(answer, place);
  return `${sections.join('\n\n')}\n`;
}

function ofItem(report: ItemReport, place: MarkdownPlace): string[] {
  const { steps, stepsTotal, near, loose, recorded = [], recordedTotal = 0 } = report;
  return [
    `# Item ${inlineCode(report.uri)}`,
    `**${plain(report.text)}**`,
    list([
      `This page: ${place.origin}${itemPath(place, linkTarget(report.uri))}`,
      ...facts(report, place),
      `Confidence: ${report.confidence}`,
    ]),
    ...(near.length === 0
      ? []
      : [
          '## Nearly the same',
          list(near.map(({ uri, how, rows }) => `${inlineCode(uri)}: ${countOf(rows, 'row')}, ${how}`)),
        ]),
    '## What decides',
    report.deciders.map((decider, index) => `${index + 1}. ${deciderLine(decider, place)}`).join('\n'),
    `## History${steps.length < stepsTotal ? ` (the newest ${steps.length} of ${stepsTotal} operations)` : ''}`,
    steps.length === 0 ? 'No operation was read.' : steps.map(stepText).join('\n\n'),
    ...(recorded.length === 0
      ? []
      : [
          `## Recorded calls (${recorded.length} of ${recordedTotal})`,
          fenced(recorded.map((call) => JSON.stringify(call)).join('\n'), 'json'),
        ]),
    ...(loose.length === 0
      ? []
      : [
          '## Rows that belong to no operation',
          fenced(loose.map((row) => JSON.stringify(row)).join('\n'), 'json'),
        ]),
    '## What it rests on',
    list(report.assumptions),
  ];
}

function ofMatches(matches: ItemMatches, place: MarkdownPlace): string[] {
  const { items } = matches;
  return [
    `# Items that match ${inlineCode(matches.uri)} (${matches.match})`,
    `**${plain(matches.text)}**`,
    list([`This page: ${place.origin}${itemPath(place, matches)}`, ...facts(matches, place)]),
    ...(items.length === 0
      ? []
      : [
          list(
            items.map(
              ({ uri, rows, last }) =>
                `${inlineCode(uri)}: ${countOf(rows, 'row')}, last ${last.at} ${last.operation} ${last.result} at ${last.task}`,
            ),
          ),
        ]),
  ];
}

function facts({ source, asOf, window, coverage }: ItemReport | ItemMatches, place: MarkdownPlace): string[] {
  const { reads } = coverage;
  return [
    `Source: ${plain(source.name)} (${inlineCode(source.id)}), organization ${inlineCode(place.organization)}, region ${place.region}`,
    `Read: ${window.from} to ${window.to}, ${coverage.complete ? 'complete' : 'not complete'}, ${countOf(coverage.rowsRead, 'row')}, ${countOf(coverage.calls, 'call')}, as of ${asOf}`,
    ...reads
      .filter(({ state }) => state !== 'read')
      .map(
        ({ call, why, status, requestId }) =>
          `Not read: ${call}${status === undefined ? '' : `, status ${status}`}${requestId === undefined ? '' : `, request id ${requestId}`}. ${plain(why ?? '')}`,
      ),
  ];
}

const ANSWERS = { yes: 'Yes', no: '**No**', unknown: 'Unknown' } as const;

function deciderLine(
  { name, question, answer, text, problem, rows, call }: Decider,
  place: MarkdownPlace,
): string {
  const links = [
    ...(problem === null ? [] : [`[${problem.id}](${place.origin}/problems/${problem.id})`]),
    ...(problem?.issue == null ? [] : [`[issue ${problem.issue.id}](${place.origin}/i/${problem.issue.id})`]),
    ...rows.map(({ guid }) => `row ${inlineCode(guid)}`),
    ...(call === null
      ? []
      : [
          `${call.call} answered ${call.status ?? 'nothing'}${call.requestId === null ? '' : ` (request id ${call.requestId})`}`,
        ]),
  ];
  return `${DECIDER_WORDS[name]}: ${question} ${ANSWERS[answer]}. ${plain(text)}${links.length === 0 ? '' : ` (${links.join(', ')})`}`;
}

function stepText({ operation, outcome, startedAt, rows, orderingId }: ItemStep): string {
  const lines = rows.map(({ row, afterMs }) =>
    [
      row.at,
      row.task || 'an unnamed stage',
      row.result || 'no result',
      ...(afterMs === null ? [] : [`after ${formatDuration(afterMs)}`]),
    ].join(', '),
  );
  const id = orderingId === null ? '' : `, orderingId ${orderingId}`;
  return [
    `### ${operation || 'Unnamed operation'}, ${startedAt}: ${outcome}${id}`,
    list(lines),
    fenced(rows.map(({ row }) => JSON.stringify(row)).join('\n'), 'json'),
  ].join('\n\n');
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** On one line and without Markdown or HTML of its own: what rows say was written by others. Code stays code. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/[<[\]*_]/g, '\\$&') : part))
    .join('`');
}
