import 'server-only';
import { z } from 'zod';
import type { CoveoClient } from '@/lib/coveo/client';
import { toIso, toMs, zonedMs } from '@/lib/evidence/time';
import { redact } from '@/lib/redaction/redact';
import { type Change, type Changed, changeIssue as changeStored, MOST_NOTES } from '@/lib/store/change-issue';
import type { StoredIssue } from '@/lib/store/issue';
import { processStore } from './store';
import { timeAtCoveo } from './time-at-coveo';

/** The longest note, in characters. */
export const MAX_NOTE_CHARACTERS = 4_000;
/** The longest name that somebody acts under. */
export const MAX_NAME_CHARACTERS = 80;

/** What is said where an issue takes no more notes. */
export const TOO_MANY_NOTES = `The issue has ${MOST_NOTES} notes, and takes no more. What was written stays.`;

/** What somebody wants to do to an issue. */
export interface WantedChange {
  readonly change: Change;
  /** The revision that they saw; a note needs none. */
  readonly seen: number | null;
  /** Under which name, where they gave one. Nobody checks it. */
  readonly who: string | null;
}

const wanted = z.object({
  kind: z.enum(['acknowledged', 'resolved', 'reopened', 'ignored', 'note']),
  until: z.string().nullish(),
  text: z.string().nullish(),
  who: z.string().nullish(),
  seen: z.number().int().nullish(),
});

/** Reads a change from the body of a request; a sentence where it makes no sense. `now` is ISO. */
export function readChange(body: unknown, now: string): WantedChange | string {
  const parsed = wanted.safeParse(body);
  if (!parsed.success) {
    return 'Send {"kind": "acknowledged", "resolved", "reopened", "ignored" or "note", "seen": the revision that you saw}, with "until" or "text" where the kind takes it, and "who" if you like.';
  }
  const { kind, until, text } = parsed.data;
  const seen = parsed.data.seen ?? null;
  const who = withoutControls(parsed.data.who ?? '').trim();
  if (who.length > MAX_NAME_CHARACTERS) return `“who” has ${MAX_NAME_CHARACTERS} characters at most.`;
  const by = { seen, who: who === '' ? null : redact(who) };
  if (kind === 'note') {
    const note = (text ?? '').trim();
    if (note === '') return 'A note needs a “text”.';
    if (note.length > MAX_NOTE_CHARACTERS) return `A note has ${MAX_NOTE_CHARACTERS} characters at most.`;
    return { ...by, change: { kind, text: redact(note) } };
  }
  if (seen === null) return 'Say in “seen” which revision of the issue you saw: it may have changed since.';
  if (kind !== 'ignored') return { ...by, change: { kind } };
  if (until === null || until === undefined) return { ...by, change: { kind, until: null } };
  const untilMs = zonedMs(until);
  if (Number.isNaN(untilMs)) {
    return '“until” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.';
  }
  if (untilMs <= toMs(now)) return '“until” is over already.';
  return { ...by, change: { kind, until: toIso(untilMs) } };
}

/**
 * Changes an issue. It happened at `now`, but not before what is known of the issue: this machine's clock may be behind
 * Coveo's. From when on something seen brings a resolved issue back is told by Coveo's clock, which is the one of the
 * rows: this machine's may be ahead by a day, in which nothing would. Where Coveo does not say, `now` has to do.
 */
export async function changeIssue(
  issue: StoredIssue,
  { change, seen, who }: WantedChange,
  { now, client, signal }: { now: string; client: CoveoClient; signal: AbortSignal },
): Promise<Changed> {
  const at = latest(now, issue.updatedAt, issue.lastSeen);
  const coveo = change.kind === 'resolved' ? await timeAtCoveo(client, signal) : null;
  return changeStored(await processStore(), {
    id: issue.id,
    who: who ?? `someone connected to ${issue.organization}`,
    at,
    ...(coveo === null ? {} : { resolvedAt: latest(coveo, issue.lastSeen) }),
    seen,
    change,
  });
}

function latest(...times: readonly [string, ...string[]]): string {
  return times.reduce((a, b) => (toMs(a) >= toMs(b) ? a : b));
}

function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
