import 'server-only';
import { readPipeline } from '@/lib/evidence/pipeline';
import { toIso, zonedMs } from '@/lib/evidence/time';
import type { ActReport } from '@/lib/health/act/act-report';
import { explainOlderThan, type OlderThanReport } from '@/lib/health/act/older-than';
import { withRequestId } from '@/lib/scan/failure-text';
import { lookAtSource } from './act-look';
import type { HealthQuestion } from './health-question';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { shownScan } from './shown-scan';
import { type Granted, newActionId } from './source-actions';
import { writingUntil } from './writing';

/** What the page to act on a source shows; or that there is no such source, or that Coveo did not tell of it. */
export type ActReading =
  | { readonly state: 'read'; readonly report: ActReport }
  | NoSuchSource
  | { readonly state: 'not told'; readonly detail: string };

/** Reads how a source is, and whether writing is on. It changes nothing. */
export async function readAct(access: Granted, sourceId: string, signal: AbortSignal): Promise<ActReading> {
  const looked = await lookAtSource(access.client, sourceId, signal);
  if (looked.state === 'no such source') return looked;
  if (looked.state === 'not told') {
    return {
      state: 'not told',
      detail: `How the source is could not be read. ${withRequestId(looked.answer.why ?? '', looked.answer.requestId)}`,
    };
  }
  return {
    state: 'read',
    report: {
      look: looked.look,
      writingUntil: await writingUntil(access),
      nextCanary: newActionId(),
    },
  };
}

/** The explanation, a question that makes no sense, or no such source. */
export type OlderThanReading =
  | { readonly state: 'read'; readonly report: OlderThanReport }
  | { readonly state: 'bad question'; readonly detail: string }
  | NoSuchSource;

/** Explains a delete older than a moment (ISO with a zone) by the reading of the source that is at hand, or a new one. */
export async function readOlderThan(
  at: string | null,
  question: Omit<HealthQuestion, 'requested'>,
): Promise<OlderThanReading> {
  const ms = zonedMs(at ?? '');
  if (Number.isNaN(ms)) {
    const detail = '“at” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';
    return { state: 'bad question', detail };
  }
  if (ms < 0) {
    const detail =
      'That moment lies before 1970, where epoch milliseconds begin: no orderingId stands for it.';
    return { state: 'bad question', detail };
  }
  const { evidence, sourceNotFound } = await shownScan(question);
  if (sourceNotFound !== null) return noSuchSource(sourceNotFound);
  const { operations } = readPipeline(evidence);
  return { state: 'read', report: explainOlderThan(evidence, operations, toIso(ms)) };
}
