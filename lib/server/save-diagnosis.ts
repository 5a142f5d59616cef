import 'server-only';
import { namedIdentifiers } from '@/lib/diagnosis/named-identifiers';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { readDiagnosisReport, type SavedDiagnosis } from '@/lib/diagnosis/saved-diagnosis';
import { maskIdentifiers } from '@/lib/redaction/mask';
import { diagnosePaste } from './diagnose-paste';

/** The most bytes of text that are saved with a diagnosis. */
export const MAX_SAVED_TEXT = 256 * 1024;
/** How often ids are looked for: a report names a few hundred of them at a time. */
const LOOKS = 12;
const MASK = /^<(?:organization|source|item)(?:-\d+)?>$/;

/** A diagnosis to keep, or why there is none: it took too long, or it has more ids than can be masked. */
export type DiagnosisToSave =
  | { readonly ok: true; readonly saved: SavedDiagnosis }
  | { readonly ok: false; readonly why: 'stopped' | 'too many ids' };

/**
 * Diagnoses a text anew, so that nothing is kept that only looks like a diagnosis. Secrets go in any case; where
 * `masked`, so do the ids that are recognised, before the diagnosis that is kept is made. `now` is ISO.
 */
export async function diagnosisToSave(
  { text, masked, now }: { readonly text: string; readonly masked: boolean; readonly now: string },
  signal: AbortSignal,
): Promise<DiagnosisToSave> {
  let report = await reportOn(text, now, signal);
  for (let look = 0; report !== null; look += 1) {
    const named = namedIdentifiers(report);
    const ids = {
      organization: named.organization.filter(isId),
      sources: named.sources.filter(isId),
      items: named.items.filter(isId),
    };
    const isClean = Object.values(ids).every((each) => each.length === 0);
    if (!masked || isClean) {
      return { ok: true, saved: { format: 1, kind: 'diagnosis', preservedAt: now, masked, report } };
    }
    if (look === LOOKS) return { ok: false, why: 'too many ids' };
    report = await reportOn(maskIdentifiers(report.text, ids), now, signal);
  }
  return { ok: false, why: 'stopped' };
}

function isId(text: string): boolean {
  return text !== '' && !MASK.test(text);
}

async function reportOn(text: string, now: string, signal: AbortSignal): Promise<DiagnosisReport | null> {
  const bytes = new TextEncoder().encode(text);
  const format = { kind: 'text', charset: null } as const;
  const diagnosed = await diagnosePaste({ bytes, format, answer: 'json', now }, signal);
  if (!diagnosed.ok) return null;
  return readDiagnosisReport(JSON.parse(new TextDecoder().decode(diagnosed.written)));
}
