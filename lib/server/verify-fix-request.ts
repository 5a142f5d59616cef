import 'server-only';
import { z } from 'zod';
import { toIso, zonedMs } from '@/lib/evidence/time';
import { redact } from '@/lib/redaction/redact';
import { MAX_NAME_CHARACTERS } from './change-issue';
import type { WantedVerification } from './verify-fix';

const wanted = z.object({ since: z.string().nullish(), who: z.string().nullish() });

/** Reads from the body of a request what is to be verified, or who gives it up; a sentence where it makes no sense. */
export function readWantedVerification(body: unknown): WantedVerification | string {
  const parsed = wanted.safeParse(body);
  if (!parsed.success) {
    return 'Send {"since": a time in ISO 8601 with a zone, "who"}: both are optional, and “since” is else when the issue was last seen.';
  }
  const { since = null } = parsed.data;
  const who = (parsed.data.who ?? '').replace(/\p{Cc}/gu, ' ').trim();
  if (who.length > MAX_NAME_CHARACTERS) return `“who” has ${MAX_NAME_CHARACTERS} characters at most.`;
  const sinceMs = since === null ? null : zonedMs(since);
  if (Number.isNaN(sinceMs)) {
    return '“since” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';
  }
  return { since: sinceMs === null ? null : toIso(sinceMs), who: who === '' ? null : redact(who) };
}
