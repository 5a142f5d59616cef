import 'server-only';
import type { NewCapsule } from '@/lib/store/capsule';
import type { Access } from './access';
import { MAX_CAPSULE_BYTES } from './capsule-content';

/** What is going to be kept, still without its id; or why nothing is. */
export type Drafted =
  | {
      readonly ok: true;
      readonly draft: Pick<NewCapsule, 'kind' | 'place' | 'title' | 'about' | 'content'>;
    }
  | Refused;

/** Why nothing is preserved: the status to answer, and a sentence that says what to do. */
export interface Refused {
  readonly ok: false;
  readonly status: 400 | 401 | 403 | 404 | 413 | 429 | 503;
  readonly detail: string;
}

/** When it is, ISO, for which client address, and how long one waits. */
export interface CapsuleKeeping {
  readonly now: string;
  readonly address: string;
  readonly signal: AbortSignal;
}

/** What does not fit into a capsule, whatever is left out of it. */
export const TOO_LARGE: Refused = {
  ok: false,
  status: 413,
  detail: `What is preserved may have ${MAX_CAPSULE_BYTES / 1024 / 1024} MB at most.`,
};

/** Refuses who may not see what they want to preserve. */
export function refused({ status, detail }: Extract<Access, { ok: false }>): Refused {
  return refuse(status, detail);
}

/** Refuses to preserve, with a sentence. */
export function refuse(status: Refused['status'], detail: string): Refused {
  return { ok: false, status, detail };
}
