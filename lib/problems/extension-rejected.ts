import { isExtensionTask, isRefusedOnPurpose } from '@/lib/evidence/extension-refusal';
import { isBatchRow, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { metaText } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import { earlierRuns, median, RUNS_OF_A_KIND, type Run } from '@/lib/evidence/run';
import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { shortHash } from './failed-row-group';
import { type Finding, proof } from './finding';
import { hasSucceeded, isForeign, quoted, recognition, saidOf } from './paste-signs';
import { claimedRows, type PastedRow, rowSign } from './pasted-rows';
import { countOf, formatCount, formatMoment, formatShare, quoteLast } from './phrasing';
import type { Claim, ClaimedRow, Detection, FailedRow, Observed, Problem, Recognition } from './problem';
import { fromRows as seenIn, sinceThen } from './row-finding';

/** From this share of a run's items on, refusals on purpose are worth a word, if they are unusual (an assumption). */
export const UNUSUAL_SHARE = 0.5;
/** Unusual is so many times the share of the runs before (an assumption). */
export const UNUSUAL_FACTOR = 2;

const PHRASES: readonly Phrase[] = [
  phrase(
    'rejected-by-extension',
    'rejected by (?:an |the |your |our )?(?:indexing pipeline |ipe )?extension',
  ),
  phrase(
    'extension-rejected',
    'extension (?:has |have )?(?:rejected|refused) (?:the |this |an |my |our |some )?(?:items?|documents?)',
  ),
  phrase('document-reject-call', String.raw`document\.reject\(\)`),
  phrase('reject-document-action', 'REJECT_DOCUMENT'),
];
/** Those of them that only name the means, not that it was used. */
const MEANS = ['document-reject-call', 'reject-document-action'];

function claim({ row }: FailedRow): Claim | null {
  return isFailure(row) && isExtensionTask(row.task) ? 'certain' : null;
}

/**
 * Tells which rows an extension refused as it is meant to: on purpose, unless the newest settled run has so many of
 * them that its script may have gone wrong. Such rows are no finding.
 */
export function refusedAsMeant(pipeline: Pipeline): (row: LogRow) => boolean {
  const since = unusualRun(pipeline)?.start ?? null;
  return (row) => isRefusedOnPurpose(row) && (since === null || row.at < since);
}

/** The newest settled run, if far more of it than of the runs before was refused on purpose; else null. */
function unusualRun({ operations, runs, settledRun, lossKnown }: Pipeline): Run | null {
  if (settledRun === null || !lossKnown) return null;
  const refused = operations.filter(
    ({ outcome, lastRow }) => outcome === 'rejected' && isRefusedOnPurpose(lastRow),
  );
  if (refused.length === 0) return null;
  const shareOf = ({ start, end, items }: Run) =>
    items === 0
      ? 0
      : refused.filter(({ startedAt }) => startedAt >= start && startedAt <= end).length / items;
  const share = shareOf(settledRun);
  if (share < UNUSUAL_SHARE) return null;
  const earlier = earlierRuns(runs, settledRun);
  if (earlier.length < RUNS_OF_A_KIND) return settledRun;
  return share >= UNUSUAL_FACTOR * (median(earlier.map(shareOf)) ?? 0) ? settledRun : null;
}

function detect({ claimed, pipeline }: Observed): Detection {
  const failed = new Map<string, ClaimedRow[]>();
  for (const row of claimed) {
    if (isRefusedOnPurpose(row.row)) continue;
    const extension = row.row.resourceId ?? '';
    const rows = failed.get(extension);
    if (rows === undefined) failed.set(extension, [row]);
    else rows.push(row);
  }
  const unusual = claimed.filter(({ row }) => isRefusedOnPurpose(row));
  const findings = [
    ...[...failed].map(([extension, rows]) => describeFailed(extension, rows, pipeline)),
    ...(unusual.length === 0 ? [] : [describeUnusual(unusual, pipeline)]),
  ];
  return findings.length === 0 ? { state: 'clear' } : { state: 'found', findings };
}

function describeFailed(extension: string, rows: readonly ClaimedRow[], pipeline: Pipeline): Finding {
  const { lost, ...seen } = seenIn(rows, pipeline);
  const items = seen.items.total;
  const words = metaText(rows.at(-1)?.meta ?? []);
  const rejected = rows.filter(({ row }) => row.result === 'REJECTED').length;
  return {
    problem: 'extension-rejected',
    key: extension === '' ? '' : shortHash(extension),
    title: `${countOf(items, 'item')} stopped by an extension that failed`,
    ...seen,
    confidence: 'likely',
    confidenceReason:
      'That an extension stopped them is certain. That its script failed is inferred from ERROR, or from the words of the rows.',
    count: items,
    unit: 'items',
    text: [
      `${countOf(rows.length, 'row')} on ${countOf(items, 'item')}, first ${formatMoment(seen.firstSeen)}, last ${formatMoment(seen.lastSeen)}.`,
      extension === '' ? 'The rows do not name the extension.' : `The extension is ${extension}.`,
      rejected === 0
        ? ''
        : `${countOf(rejected, 'row')} ended in REJECTED, with words about an error: most likely the extension’s action on error.`,
      words === '' ? 'The newest row gives no reason.' : `The newest row says: ${quoteLast(words)}`,
      sinceThen(lost, items),
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    assumptions: [],
  };
}

function describeUnusual(rows: readonly ClaimedRow[], { settledRun }: Pipeline): Finding {
  const seen = proof(rows.map(({ row }) => row));
  const items = seen.items.total;
  const inRun = settledRun?.items ?? 0;
  const refusedInRun = new Set(
    rows.flatMap(({ row }) => (settledRun === null || row.at > settledRun.end ? [] : [row.item])),
  ).size;
  return {
    problem: 'extension-rejected',
    key: 'unusual',
    title: `${countOf(items, 'item')} refused by an extension, far more than usual`,
    ...seen,
    items: { ...seen.items, what: 'refused by the extension' },
    severity: 'warning',
    impact: 'degraded',
    confidence: 'possible',
    confidenceReason:
      'The rows do not tell a script that refuses on purpose from one whose condition went wrong: only the number is unusual.',
    count: items,
    unit: 'items',
    text: `About ${formatShare(refusedInRun, inRun)} of the ${formatCount(inRun)} items of the newest run, ${formatMoment(seen.firstSeen)}, ended in REJECTED at an extension. Ask the extension’s owner whether that is meant.`,
    assumptions: [
      `Refusals count as unusual from ${UNUSUAL_SHARE * 100} % of a run’s items on, and from ${UNUSUAL_FACTOR} times the share of the runs before.`,
    ],
  };
}

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  return fromRows(facts) ?? fromWords(facts);
}

function fromRows(facts: Facts): Recognition | null {
  const rows = claimedRows(facts, { claim });
  const sign = rowSign(facts, rows, /\b(?:REJECTED|ERROR)\b/);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [...sign.reasons, onPurpose(rows), named(rows)],
    wrongIf: 'A later row shows the same operation COMPLETED at INDEXING.',
  });
}

function onPurpose(rows: readonly PastedRow[]): string {
  const results = new Set(rows.map(({ row }) => row.result));
  if (results.size > 1) {
    return 'REJECTED most likely means on purpose, ERROR that the script failed (inferred): both are here.';
  }
  return results.has('REJECTED')
    ? 'REJECTED most likely means that the script refused on purpose (inferred); a failed script may end so, too.'
    : 'ERROR most likely means that the script failed, not that it refused on purpose (inferred).';
}

function named(rows: readonly PastedRow[]): string {
  const ids = [...new Set(rows.flatMap(({ row }) => (row.resourceId === null ? [] : [row.resourceId])))];
  if (ids.length === 0) return 'The rows do not name the extension (no `resourceId`).';
  const more = ids.length > 3 ? ` and ${ids.length - 3} more` : '';
  return `The \`resourceId\` names the extension: ${ids.slice(0, 3).join(', ')}${more}.`;
}

function fromWords(facts: Facts): Recognition | null {
  if (hasSucceeded(facts) || facts.s3 !== null) return null;
  const said = saidOf(facts, PHRASES);
  if (said === null) return null;
  const isMeans = MEANS.includes(said.name);
  if (isMeans && facts.coveo === null) return null;
  return {
    confidence: isMeans || facts.coveo === null ? 'possible' : 'likely',
    reasons: [
      `The text says “${quoted(facts, said.span)}”.`,
      ...(isMeans ? ['That is how an extension refuses an item; whether it did is not shown.'] : []),
    ],
    spans: [said.span],
    wrongIf: 'The item’s rows in the Log Browser show no REJECTED or ERROR at an extension stage.',
    decidedBy: {
      tells: 'At which stage the item ended, and in `resourceId` which extension it was.',
      call: { name: 'logs.list', item: null },
    },
    retryAfter: null,
  };
}

/** An indexing pipeline extension refused an item, on purpose or by an error in its script (articles 1645 and 1936). */
export const extensionRejected: Problem = {
  id: 'extension-rejected',
  words: {
    title: 'Rejected by an extension',
    whatHappened:
      'An indexing pipeline extension stopped the item, which is therefore not indexed: its script refused it, or failed while the source is set to reject items then.',
    cause:
      'The script calls `document.reject()` for items of this kind, it ended in an error or with `sys.exit` while the extension’s action on error is `REJECT_DOCUMENT`, or its condition takes in items that it was not written for.',
    fix: [
      'Find the extension: the row’s `resourceId` is its id.',
      'Ask its owner whether items of this kind are meant to be refused: then nothing is wrong.',
      'If the script fails, read its own log, correct it, and test it with one refused item.',
      'Until then, set the extension’s action on error to `SKIP_EXTENSION` for this source, if items without its work are better than none.',
      'Push the refused items again: a changed extension does not go back to them by itself.',
    ],
    mistakes: [
      'Searching the pushing client: it sent the item and got `202`.',
      'Counting what an extension refuses on purpose as a loss.',
    ],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: {
      title: 'Coveo 1645: Indexing pipeline extensions',
      url: 'https://docs.coveo.com/en/1645/',
    },
    unsure:
      'That `REJECTED` stands for a refusal on purpose and `ERROR` for a script that failed is inferred from their names.',
  },
  signs: { statuses: [], codes: ['REJECT_DOCUMENT'] },
  example: `{"documentLogEntries":[{"datetime":"2026-11-20T09:15:04.120Z","guid":"0a4d1b52-8f6e-4f43-b1c2-7d9e5a3f6c21","id":"https://www.example.com/drafts/7","operation":"ADD","task":"EXTENSION","result":"REJECTED","resourceId":"exampleorg-refusedraftsextension","sourceId":"abcdefghijklmnopqrstuvwxyz-exampleorg","meta":{"duration":"0.031"}}],"hasNextPage":false}`,
  paste: { codes: [], phrases: PHRASES, recognise },
  live: {
    needs: ['failures'],
    fromPart: true,
    // A batch that an extension refuses is a lost batch first.
    claim: (failed) => (isBatchRow(failed.row) ? null : claim(failed)),
    detect,
  },
  later: [],
};
