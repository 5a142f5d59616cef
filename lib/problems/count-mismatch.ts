import { balanceCounts, type CountedBalance } from '@/lib/evidence/counted-balance';
import type { Counted } from '@/lib/evidence/evidence';
import { isBatchRow } from '@/lib/evidence/log-row';
import { balanceIndex, REFERENCE_MS } from '@/lib/evidence/removal';
import { MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { ARTICLE_1864 } from './article';
import { type Finding, MAX_SAMPLE_ITEMS, NO_ITEMS, proof } from './finding';
import { countOf, formatCount, formatDuration, formatMoment, formatShare } from './phrasing';
import type { Detection, Observed, Problem } from './problem';

/** So much fewer than expected is a mismatch, as a share (an assumption; `detectors.md`, items down 20 %). */
export const MISSING_SHARE = 0.2;
/** And so many items (an assumption). */
export const MISSING_ITEMS = 10;

/** Whether a source holds so many items fewer than expected that it is worth a word. */
export function isFarFewer(held: number, expected: number): boolean {
  return expected - held >= Math.max(MISSING_ITEMS, MISSING_SHARE * expected);
}

/** So many pushes of a run must have been seen, to tell whether it pushes items more than once (an assumption). */
const PUSHES_SEEN = 20;
/** From this share of repeated items on it does (an assumption). */
const REPEATED_SHARE = 0.05;
/** A push that enters so long after the last batch of a run came alone (an assumption). */
const ALONE_AFTER_MS = 10 * MINUTE_MS;

/** Operations were counted, not items: only a run that pushes each once tells how many items there should be. */
function judgeByCounts(counted: Counted, { evidence, pipeline }: Observed): Detection {
  const balance = balanceCounts(evidence, counted, pipeline);
  if ('why' in balance) return { state: 'not checked', why: balance.why };
  const { run, from, atLeast, atMost, deleted, held, unseen } = balance;
  if (!isFarFewer(held, atMost)) return { state: 'clear' };
  if (!isFarFewer(held, atLeast)) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: since ${formatMoment(from)} about ${countOf(atMost, 'operation')} were indexed and about ${countOf(deleted, 'item')} deleted, and Coveo counts ${countOf(held, 'item')} in the source. Which items these were only their rows tell.`,
    };
  }
  if (unseen !== null) {
    return {
      state: 'not checked',
      why: `The source holds fewer items than about were indexed, and ${unseen}`,
    };
  }
  const seen = evidence.rows.filter(
    (row) =>
      row.task === counted.stages.entryTask &&
      row.result === 'COMPLETED' &&
      !isBatchRow(row) &&
      row.at >= run.start,
  );
  const items = new Set(seen.map(({ item }) => item)).size;
  const batchesEnd = toIso(toMs(run.end) + ALONE_AFTER_MS);
  if (seen.some(({ at }) => at > batchesEnd)) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: Coveo counts ${countOf(held, 'item')} in the source, fewer than the about ${countOf(atLeast, 'operation')} that were indexed, and items were pushed after the newest run, which may be the same ones.`,
    };
  }
  if (items < PUSHES_SEEN || seen.length - items > REPEATED_SHARE * seen.length) {
    return {
      state: 'not checked',
      why: `Rows were counted, not read: Coveo counts ${countOf(held, 'item')} in the source, fewer than the about ${countOf(atLeast, 'operation')} that the newest run indexed, and ${items < PUSHES_SEEN ? 'too few of its pushes were seen to tell whether it pushes items more than once' : 'of the pushes seen some are on the same item'}.`,
    };
  }
  return { state: 'found', findings: [describeCounts(balance, items)] };
}

function describeCounts({ run, atLeast, held }: CountedBalance, items: number): Finding {
  const missing = atLeast - held;
  return {
    problem: 'count-mismatch',
    key: '',
    title: `The source holds ${formatCount(held)} of about ${countOf(atLeast, 'item')} that were indexed, by counts`,
    ...proof([]),
    measure: `about ${formatCount(missing)} fewer`,
    severity: 'warning',
    impact: 'degraded',
    confidence: 'possible',
    confidenceReason: `There are too many rows to read each: operations were counted, and that each was on an item of its own is inferred from ${formatCount(items)} of them.`,
    count: missing,
    unit: 'items',
    firstSeen: run.start,
    lastSeen: run.end,
    text: `By counts the run of ${formatMoment(run.start)} indexed about ${countOf(atLeast, 'item')} that were not deleted since. Coveo counts ${formatCount(held)} in the source now: about ${formatShare(missing, atLeast)} fewer. A run that pushes the same items again after a while would look the same: compare with the number of items in the customer’s export.`,
    assumptions: [
      `A difference counts from ${MISSING_SHARE * 100} % and ${MISSING_ITEMS} items on; up to ${REPEATED_SHARE * 100} % of repeated items among those seen are taken as none.`,
    ],
  };
}

function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.counted !== null) return judgeByCounts(evidence.counted, observed);
  const balance = balanceIndex(evidence, pipeline);
  if ('why' in balance) return { state: 'not checked', why: balance.why };
  const { run, from, expected, held, unseenDeletes } = balance;
  if (!isFarFewer(held, expected)) return { state: 'clear' };
  const lastDelete = unseenDeletes.at(-1);
  if (lastDelete !== undefined) {
    return {
      state: 'not checked',
      why: `The source holds fewer items than were indexed, and the ${lastDelete.operation} of ${formatMoment(lastDelete.at)} may be why: this source leaves no row for each item that such a request removes.`,
    };
  }
  const rows = pipeline.operations.flatMap(({ outcome, endedAt, lastRow }) =>
    outcome === 'indexed' && endedAt >= from && endedAt <= evidence.now ? [lastRow] : [],
  );
  const seen = proof(rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
  const missing = expected - held;
  return {
    state: 'found',
    findings: [
      {
        problem: 'count-mismatch',
        key: '',
        title: `The source holds ${formatCount(held)} of about ${countOf(expected, 'item')} that were indexed`,
        ...seen,
        items:
          seen.items.total === 0
            ? NO_ITEMS
            : {
                sample: seen.items.sample.slice(0, MAX_SAMPLE_ITEMS),
                total: seen.items.total,
                lost: null,
                what: 'indexed lately: which of them are missing, the log does not say',
              },
        measure: `${formatCount(missing)} fewer`,
        severity: 'error',
        impact: 'failing',
        confidence: 'likely',
        confidenceReason:
          'Both numbers are Coveo’s own; that the items indexed lately should all be there still is an inference.',
        count: missing,
        unit: 'items',
        firstSeen: run.start,
        lastSeen: run.end,
        text: `From ${formatMoment(from)} to the end of the run of ${formatMoment(run.start)}, ${countOf(expected, 'item')} were indexed and not seen to be deleted since. Coveo counts ${formatCount(held)} in the source now: ${formatShare(missing, expected)} fewer, and no row explains it.`,
        assumptions: [
          `Compared are the items of the last ${formatDuration(REFERENCE_MS)} of pushing; a difference counts from ${MISSING_SHARE * 100} % and ${MISSING_ITEMS} items on.`,
        ],
      },
    ],
  };
}

/** The source holds far fewer items than were indexed, and no error says why (our own). */
export const countMismatch: Problem = {
  id: 'count-mismatch',
  words: {
    title: 'Far fewer items than were indexed',
    whatHappened:
      'The source holds far fewer items than the log shows as indexed, and no refusal, error or delete in the log explains the difference.',
    cause:
      'Different content was pushed under the same `documentId`, so that one item replaced the other; a delete with children or a delete older than removed items without a row for each; or another job works on the same source.',
    fix: [
      'Count the different `documentId` values in the customer’s export, not its lines, and compare that with the source’s number of items.',
      'Look for ids that repeat, also in another case, with another ending or with `?` and `#` parts cut off.',
      'Look for `DELETE_OLDER_THAN` and `DELETE_AND_CHILDREN` rows since the last full run.',
      'Take one item that is missing and read its whole history by its URI.',
      'If ids are unique and nothing was deleted, give Coveo Support both numbers, the source and the time.',
    ],
    mistakes: [
      'Comparing rows with items: the same item leaves several rows, and one more with every push.',
      'Comparing with the number of search results: permissions and query filters hide items that are indexed.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_1864,
    unsure:
      'Whether each removed item leaves a row is not published, and the source’s number of items may lag behind the log.',
  },
  signs: { statuses: [], codes: [] },
  example: null,
  live: { needs: ['source', 'failures', 'batches', 'buckets'], fromPart: false, detect },
  later: [],
};
