import type { Read } from '@/lib/evidence/coverage';
import type { LogRow } from '@/lib/evidence/log-row';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import type { ReportedFinding } from '@/lib/health/health';
import { MAX_META_CHARACTERS } from '@/lib/health/issue/captured-issue';
import type { CapsuleCall, CapsuleCoverage, CapsuleFinding } from './capsule-content';

/** How much of its proof a finding keeps in a capsule. */
export interface CapsuleBounds {
  readonly rows: number;
  readonly items: number;
}

/** The most reads that a capsule keeps. */
const MOST_READS = 400;

/** A finding as a scan reports it, or as an issue kept it. */
type Found = Pick<
  ReportedFinding,
  | 'problem'
  | 'title'
  | 'severity'
  | 'confidence'
  | 'confidenceReason'
  | 'count'
  | 'unit'
  | 'firstSeen'
  | 'lastSeen'
  | 'text'
  | 'whatHappened'
  | 'cause'
  | 'fix'
  | 'actor'
  | 'article'
  | 'assumptions'
  | 'evidence'
  | 'evidenceTotal'
> & {
  readonly measure?: string | null;
  readonly calls?: readonly KeptPush[] | undefined;
  readonly callsTotal?: number | undefined;
  readonly items: {
    readonly sample: readonly string[];
    readonly total: number;
    readonly lost: number | null;
    readonly what?: string | null;
  };
};

/** What a capsule keeps of a finding: its words, its numbers, and bounded proof: the newest rows and the very first, or recorded calls. */
export function capsuleFinding(found: Found, bounds: CapsuleBounds): CapsuleFinding {
  const { sample, total, lost, what } = found.items;
  const calls = found.calls ?? [];
  return {
    problem: found.problem,
    title: found.title,
    severity: found.severity,
    confidence: found.confidence,
    confidenceReason: found.confidenceReason,
    count: found.count,
    unit: found.unit,
    measure: found.measure ?? null,
    firstSeen: found.firstSeen,
    lastSeen: found.lastSeen,
    text: found.text,
    whatHappened: found.whatHappened,
    cause: found.cause,
    fix: [...found.fix],
    actor: found.actor,
    article: { title: found.article.title, url: found.article.url },
    assumptions: [...found.assumptions],
    items: {
      sample: sample.slice(0, bounds.items),
      total,
      lost,
      ...(what === undefined || what === null ? {} : { what }),
    },
    evidence: boundedRows(found.evidence, bounds.rows),
    evidenceTotal: found.evidenceTotal,
    calls: calls.slice(0, bounds.rows).map(capsuleCall),
    callsTotal: found.callsTotal ?? calls.length,
  };
}

/** A call without the hash that it is kept by: made of all that it names, it would tell a guess from the truth. */
function capsuleCall({ id: _, problem, ...call }: KeptPush): CapsuleCall {
  return { ...call, problem: problem && { id: problem.id, title: problem.title } };
}

/** The newest rows and the very first, `most` of them, each with as much of `meta` as a capsule keeps. */
export function boundedRows(rows: readonly LogRow[], most: number): CapsuleFinding['evidence'] {
  const first = rows.at(-1);
  const shown =
    rows.length <= most || first === undefined || most === 0
      ? rows.slice(0, most)
      : [...rows.slice(0, most - 1), first];
  return shown.map(({ meta, ...row }) => {
    const text = JSON.stringify(meta);
    if (text.length <= MAX_META_CHARACTERS) return { ...row, meta };
    return { ...row, meta: `${text.slice(0, MAX_META_CHARACTERS)}… (cut: ${text.length} characters)` };
  });
}

/** What a capsule keeps of the coverage: its numbers, and its reads, those that failed first. */
export function capsuleCoverage(
  numbers: Pick<CapsuleCoverage, 'complete' | 'rowsCounted' | 'rowsRead' | 'calls'>,
  reads: readonly Read[],
): CapsuleCoverage {
  const failed = reads.filter(({ state }) => state !== 'read');
  const whole = reads.filter(({ state }) => state === 'read');
  return {
    complete: numbers.complete,
    rowsCounted: numbers.rowsCounted,
    rowsRead: numbers.rowsRead,
    calls: numbers.calls,
    // The address of a failed call names the organization, and tells nobody outside anything.
    reads: [...failed, ...whole].slice(0, MOST_READS).map(({ request: _, ...kept }) => kept),
  };
}
