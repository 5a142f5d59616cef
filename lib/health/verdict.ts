import { gapsIn } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { isRefusedOnPurpose } from '@/lib/evidence/extension-refusal';
import type { ItemOperation } from '@/lib/evidence/item-operation';
import { isBatchRow, isFailure, type LogRow } from '@/lib/evidence/log-row';
import { flattenMeta } from '@/lib/evidence/meta';
import type { Pipeline } from '@/lib/evidence/pipeline';
import type { Run } from '@/lib/evidence/run';
import { sampleOrder } from '@/lib/evidence/sample-order';
import { toIso, toMs } from '@/lib/evidence/time';
import type { Finding } from '@/lib/problems/finding';
import { countOf, formatCount, formatDuration, formatMoment, formatShare } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { brokenState } from './broken-state';
import { claimantOf, type Detected } from './detect';
import type { Reason, Verdict } from './health';

/** So many lost items of the newest run make a source fail, if they are also this share of it (assumptions). */
const FAILING_LOST_ITEMS = 10;
/** The share of the newest run's items. */
const FAILING_LOST_SHARE = 0.1;

/**
 * The verdict on a source by the ordered rule: failing, degraded, unknown, healthy. It is of the source, whatever
 * the window shown. With holes in the coverage failing and degraded say "at least", and healthy cannot be. `problems`
 * give their titles to what was lost.
 */
export function decideVerdict(
  evidence: Evidence,
  pipeline: Pipeline,
  detected: Detected,
  problems: readonly Problem[] = [],
): { verdict: Verdict; reasons: Reason[] } {
  const run = pipeline.settledRun;
  const tell = (finding: Finding) => fromFinding(finding, evidence, pipeline);
  const broken = brokenState(evidence.organization, evidence.source);
  // What a state says already, its finding need not say again: it only has the words.
  const isTold = ({ problem }: Finding) => broken.some((state) => state.problem === problem);
  const failing = [
    ...broken.map(({ text, problem }) => ({
      text,
      ...(detected.findings.some((finding) => finding.problem === problem) ? { problem } : {}),
    })),
    ...lostInRun(run, evidence, pipeline, problems),
    ...detected.findings.filter((finding) => finding.impact === 'failing' && !isTold(finding)).map(tell),
  ];
  const degraded = detected.findings.filter(({ impact }) => impact === 'degraded').map(tell);
  const unknown = holes(evidence, detected, run);
  const atLeast = evidence.coverage.complete ? '' : 'At least: ';
  if (failing.length > 0)
    return { verdict: 'failing', reasons: [...mark(failing, atLeast), ...degraded, ...unknown] };
  if (degraded.length > 0) return { verdict: 'degraded', reasons: [...mark(degraded, atLeast), ...unknown] };
  if (unknown.length > 0) return { verdict: 'unknown', reasons: unknown };
  return { verdict: 'healthy', reasons: [allWell(run, evidence)] };
}

function mark(reasons: readonly Reason[], prefix: string): Reason[] {
  return reasons.map((reason, at) => {
    if (at > 0 || prefix === '') return reason;
    // Two hedges in a row would be one too many.
    return { ...reason, text: `${prefix}${reason.text.replace(/^About /, 'about ')}` };
  });
}

/** The finding's title with its time, unless the title tells it: as a moment or as the time passed since. */
function fromFinding(finding: Finding, { now }: Evidence, pipeline: Pipeline): Reason {
  const moment = formatMoment(finding.firstSeen);
  const passed = formatDuration(toMs(now) - toMs(finding.firstSeen));
  const when =
    finding.title.includes(moment) || finding.title.includes(` for ${passed}`)
      ? ''
      : finding.firstSeen === finding.lastSeen
        ? `, ${moment}`
        : `, since ${moment}${mayBeOlder(finding, pipeline) ? ' or before' : ''}`;
  return { text: `${finding.title}${when}.`, problem: finding.problem };
}

/** Whether it may have begun before what was read: it is there from the first run on, or rows are missing. */
function mayBeOlder({ firstSeen }: Finding, { runs, lossKnown, settledBefore }: Pipeline): boolean {
  const [first, second] = runs;
  if (!lossKnown || first === undefined) return true;
  return firstSeen < (second?.start ?? settledBefore);
}

function lostInRun(
  run: Run | null,
  evidence: Evidence,
  pipeline: Pipeline,
  problems: readonly Problem[],
): Reason[] {
  if (run === null) return [];
  if (evidence.counted !== null) return lostInCountedRun(run, evidence, pipeline);
  if (!pipeline.lossKnown) return [];
  const lost = pipeline.lost.filter(({ startedAt }) => startedAt >= run.start && startedAt <= run.end);
  if (lost.length < FAILING_LOST_ITEMS || lost.length < FAILING_LOST_SHARE * run.items) return [];
  const cause = mainCause(lost, problems);
  const text = `${formatCount(lost.length)} of ${countOf(run.items, 'item')} in the newest run lost (${formatShare(lost.length, run.items)}), ${formatMoment(run.start)}`;
  if (cause === null) return [{ text: `${text}.` }];
  const share =
    cause.count === lost.length ? '' : `${formatCount(cause.count)} ${cause.problem === null ? '' : 'by '}`;
  return [{ text: `${text}: ${share}${cause.words}.`, ...(cause.problem ? { problem: cause.problem } : {}) }];
}

/** So many items must have been looked up, and every one be lost, for the others to be judged by them (an assumption). */
const LOOKED_UP_NEEDED = 3;
/** How unlikely it may be that so many in a row are lost by chance (an assumption). */
const BY_CHANCE = 0.05;

/**
 * Where not every row was read, it is not known of each failed item whether it was indexed since. Some were drawn as if
 * by lot and looked up: if every one of them is lost, at least such a share of all is, but for one chance in twenty.
 */
function lostInCountedRun(run: Run, evidence: Evidence, pipeline: Pipeline): Reason[] {
  const end = toIso(toMs(run.end) + pipeline.settleMs);
  const failed = sampleOrder(
    evidence.rows.flatMap((row) =>
      row.item !== null && isLossy(row) && row.at >= run.start && row.at <= end ? [row.item] : [],
    ),
  );
  const lookedUp = new Set(pipeline.lookedUp);
  const lost = new Set(pipeline.lost.map(({ item }) => item));
  const unknown = failed.findIndex((item) => !lookedUp.has(item));
  const drawn = unknown < 0 ? failed : failed.slice(0, unknown);
  const isAll = drawn.length === failed.length;
  if (!isAll && (drawn.length < LOOKED_UP_NEEDED || drawn.some((item) => !lost.has(item)))) return [];
  const most = isAll
    ? failed.filter((item) => lost.has(item)).length
    : Math.floor(failed.length * BY_CHANCE ** (1 / drawn.length));
  if (most < FAILING_LOST_ITEMS || most < FAILING_LOST_SHARE * run.items) return [];
  const of = `of about ${countOf(run.items, 'item')} in the newest run`;
  const text = isAll
    ? `${formatCount(most)} ${of} lost (${formatShare(most, run.items)}), ${formatMoment(run.start)}.`
    : `${formatCount(failed.length)} ${of} failed (${formatShare(failed.length, run.items)}), ${formatMoment(run.start)}, and the ${formatCount(drawn.length)} looked up are all lost: so are most of the others, most likely.`;
  return [{ text }];
}

function isLossy(row: LogRow): boolean {
  return isFailure(row) && !isBatchRow(row) && !isRefusedOnPurpose(row);
}

interface Cause {
  readonly words: string;
  readonly problem: string | null;
  readonly count: number;
}

/** What lost most of the items, where one thing lost at least half of them. */
function mainCause(lost: readonly ItemOperation[], problems: readonly Problem[]): Cause | null {
  const counts = new Map<string | null, number>();
  for (const { outcome, lastRow } of lost) {
    const row = { row: lastRow, meta: flattenMeta(lastRow.meta) };
    const id = outcome === 'unfinished' ? null : (claimantOf(row, problems) ?? '');
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  for (const [id, count] of counts) {
    if (2 * count < lost.length || id === '') continue;
    if (id === null) return { words: 'never finished', problem: null, count };
    const title = problems.find((problem) => problem.id === id)?.words.title ?? id;
    return { words: uncapitalised(title), problem: id, count };
  }
  return null;
}

/** The title inside a sentence; an abbreviation keeps its capitals. */
function uncapitalised(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? `${title[0]?.toLowerCase()}${title.slice(1)}` : title;
}

function holes(evidence: Evidence, detected: Detected, run: Run | null): Reason[] {
  const reasons: Reason[] = [];
  const told = new Set<string>();
  for (const part of gapsIn(evidence.coverage.parts)) {
    const { why } = evidence.coverage.parts[part];
    const text = why ?? `The part “${part}” was not read.`;
    if (told.has(text)) continue;
    told.add(text);
    reasons.push({ text });
  }
  for (const problem of detected.threw)
    reasons.push({ text: `The rule “${problem}” itself failed.`, problem });
  if (run !== null && run.outcomes.indexed + run.outcomes.deleted === 0) {
    reasons.push({
      text: `Of the newest run, ${formatMoment(run.start)}, nothing was seen to be indexed or deleted.`,
    });
  }
  if (run === null) {
    const anything = evidence.rows.length > 0;
    reasons.push({
      text: anything
        ? 'No run has settled yet in what was read.'
        : gapsIn(evidence.coverage.parts).length === 0
          ? 'No push was seen in the last 14 days, as far back as Coveo keeps its logs.'
          : 'No log row was read.',
    });
  }
  return reasons;
}

function allWell(run: Run | null, evidence: Evidence): Reason {
  if (run === null) return { text: 'No problem seen.' };
  if (evidence.counted !== null) {
    return {
      text: `No problem seen. The newest run, ${formatMoment(run.start)}, pushed about ${countOf(run.pushed, 'operation')}, and about ${formatCount(run.outcomes.indexed)} were indexed. Not every row was read: the others were counted.`,
    };
  }
  return {
    text: `No problem seen. The newest run, ${formatMoment(run.start)}, pushed ${countOf(run.pushed, 'operation')}, and ${formatCount(run.outcomes.indexed)} were indexed.`,
  };
}
