import 'server-only';
import { readSavedDiagnosis, type SavedDiagnosis } from '@/lib/diagnosis/saved-diagnosis';
import { type CapsuleContent, readCapsuleContent } from '@/lib/health/capsule/capsule-content';

/** The most bytes that a capsule's content may have. */
export const MAX_CAPSULE_BYTES = 1024 * 1024;

/** What any capsule holds. */
export type AnyCapsule = CapsuleContent | SavedDiagnosis;

/** How much proof is kept, from much to none: the first that fits is taken. */
const BOUNDS = [
  { rows: 50, items: 100 },
  { rows: 20, items: 40 },
  { rows: 6, items: 12 },
  { rows: 1, items: 3 },
  { rows: 0, items: 0 },
] as const;

/**
 * What is made of the most proof that fits into a capsule, made safe and written out; null where not even the least does.
 */
export function fitting<C extends AnyCapsule>(
  make: (bounds: (typeof BOUNDS)[number]) => C,
  safe: (content: C) => AnyCapsule,
): string | null {
  for (const bounds of BOUNDS) {
    const content = make(bounds);
    if (!fits(JSON.stringify(content))) continue;
    const written = JSON.stringify(safe(content));
    if (fits(written)) return written;
  }
  return null;
}

function fits(written: string): boolean {
  return Buffer.byteLength(written) <= MAX_CAPSULE_BYTES;
}

/** What a capsule's text says; null where this version cannot read it. */
export function readCapsule(content: string): AnyCapsule | null {
  const value = parsed(content);
  return readCapsuleContent(value) ?? readSavedDiagnosis(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
