import 'server-only';
import type { CapsuleLine } from '@/lib/store/capsule';
import { findCapsule } from '@/lib/store/capsules';
import { type AnyCapsule, readCapsule } from './capsule-content';
import { isCapsuleId, sha256 } from './capsule-secret';
import { processStore } from './store';

/** What whoever has a link gets: the content; or that it is gone, with no more than title and dates; or that it cannot be shown. */
export type OpenedCapsule =
  | {
      readonly state: 'open';
      readonly line: CapsuleLine;
      /** The bytes of which the SHA-256 is shown, as text. */
      readonly written: string;
      readonly content: AnyCapsule;
    }
  | { readonly state: 'gone'; readonly gone: GoneCapsule }
  /** The content has changed since it was made, or this version cannot read it. */
  | { readonly state: 'unreadable'; readonly why: 'changed' | 'unknown format' };

/** All that is left of a capsule. Times are ISO. */
export interface GoneCapsule {
  readonly why: 'expired' | 'revoked';
  readonly title: string;
  readonly madeAt: string;
  /** When it expired or was revoked. */
  readonly goneAt: string;
}

/** Opens a capsule at `now` (ISO), for whoever knows its id; it asks nobody but the store. Null where there never was one. */
export async function openCapsule(id: string, now: string): Promise<OpenedCapsule | null> {
  if (!isCapsuleId(id)) return null;
  const found = await findCapsule(await processStore(), id, now);
  if (found === null) return null;
  const { line } = found;
  if (found.state === 'gone') {
    const { title, madeAt, expiresAt, revokedAt } = line;
    return { state: 'gone', gone: { why: found.why, title, madeAt, goneAt: revokedAt ?? expiresAt } };
  }
  if (sha256(found.content) !== line.sha256) return { state: 'unreadable', why: 'changed' };
  const content = readCapsule(found.content);
  if (content === null) return { state: 'unreadable', why: 'unknown format' };
  return { state: 'open', line, written: found.content, content };
}
