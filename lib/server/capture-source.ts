import 'server-only';
import { type FailedRead, failedReads, failedReadText } from '@/lib/health/failed-reads';
import type { Health, IssuesStored } from '@/lib/health/health';
import type { CapturedLook } from '@/lib/health/report/source-day';
import type { Access } from './access';
import { noSourceText } from './no-such-source';
import { readHealth } from './read-health';

/** What a capture of a source came to: the last word on it, and whether it is kept. Plain JSON. */
export interface SourceCaptured extends Omit<CapturedLook, 'at' | 'by'> {
  readonly region: string;
  readonly organization: string;
  readonly source: Health['source'];
  /** Time of Coveo's newest answer. */
  readonly asOf: string;
  /** The reads that failed. */
  readonly failed: readonly FailedRead[];
  readonly stored: IssuesStored;
  /** Path of the source's page. */
  readonly page: string;
}

/** The capture, or why there is none, as the status and the detail of an answer. */
export type CaptureAnswer =
  | { readonly status: 200; readonly captured: SourceCaptured }
  | { readonly status: 404 | 502 | 503; readonly detail: string };

/**
 * Looks at a source on behalf of `npm run capture`: reads it anew, to the end, and keeps what was found. `signal` ends
 * it; then nothing is kept. A capture that the store did not take is told with why.
 */
export async function captureSource(
  access: Extract<Access, { ok: true }>,
  sourceId: string,
  signal: AbortSignal,
): Promise<CaptureAnswer> {
  const { region, organization } = access.client;
  const answer = await readHealth({
    access,
    sourceId,
    requested: { from: null, to: null },
    refresh: true,
    signal,
    onEvent: () => {},
    by: 'capture',
  });
  if (answer.state !== 'read') {
    const detail = answer.state === 'bad window' ? answer.detail : noSourceText(sourceId, answer.answer);
    return { status: 404, detail };
  }
  const { health, notRead } = answer;
  const failed = failedReads(health.coverage.reads);
  if (signal.aborted) return { status: 503, detail: 'The capture was ended before it was whole.' };
  if (!health.coverage.reads.some(({ state }) => state === 'read')) {
    const why = failed[0] === undefined ? (notRead[0] ?? '') : failedReadText(failed[0]);
    const detail = `Nothing could be read of the source, and nothing is kept. ${why}`;
    return { status: 502, detail: detail.trim() };
  }
  return {
    status: 200,
    captured: {
      region,
      organization,
      source: health.source,
      asOf: health.asOf,
      verdict: health.verdict,
      reasons: health.reasons.map(({ text }) => text),
      items: health.ledger.items,
      findings: health.findings.map(({ problem, title, severity, count, unit, issue }) => ({
        problem,
        title,
        severity,
        count,
        unit,
        issue: issue === null ? null : `/i/${issue.id}`,
      })),
      complete: health.coverage.complete,
      notRead,
      failed,
      stored: health.issues,
      page: `/o/${region}/${organization}/s/${encodeURIComponent(sourceId)}`,
    },
  };
}
