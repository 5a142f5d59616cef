import 'server-only';
import type { CapsuleList, ListedCapsule } from '@/lib/health/capsule/capsule-list';
import type { CapsuleLine, CapsulePlace } from '@/lib/store/capsule';
import { listCapsules } from '@/lib/store/capsules';
import { type Asker, connectedPlaces, hasBearer, issueAccess } from './issue-access';
import { processStore } from './store';

/** Copies in one answer. */
const A_PAGE = 100;

/** Which list: of the organization that is named, if any, from where on, and when (ISO). */
export interface ListQuery {
  readonly named: CapsulePlace | null;
  readonly cursor: string | null;
  readonly now: string;
}

/** The list, or why there is none. */
export type CapsuleListAnswer =
  | { readonly ok: true; readonly list: CapsuleList }
  | { readonly ok: false; readonly status: 400 | 401 | 403 | 404; readonly detail: string };

/**
 * What was preserved at `now` (ISO) from the organization that is named, else from all that the asker's cookies connect
 * to, and the demo; by pages, from `cursor` on. With a bearer token the organization must be named.
 */
export async function listPreserved(
  asker: Asker,
  { named, cursor, now }: ListQuery,
  signal: AbortSignal,
): Promise<CapsuleListAnswer> {
  if (named === null && hasBearer(asker)) {
    return { ok: false, status: 400, detail: 'With a bearer token, name "region" and "organization".' };
  }
  const asked = named === null ? await connectedPlaces(asker) : [named];
  const answers = await Promise.all(
    asked.map(async (place) => ({ place, access: await issueAccess(asker, place, signal) })),
  );
  const [first] = answers;
  if (named !== null && first?.access.ok === false) return first.access;
  const places = answers.flatMap(({ place, access }) => (access.ok ? [place] : []));
  const { capsules, next } = await listCapsules(await processStore(), {
    places,
    now,
    limit: A_PAGE,
    ...(cursor === null ? {} : { cursor }),
  });
  return {
    ok: true,
    list: { places, capsules: capsules.map((line) => listed(line, now)), more: next !== null, next },
  };
}

function listed(line: CapsuleLine, now: string): ListedCapsule {
  const state = line.revokedAt !== null ? 'revoked' : line.expiresAt <= now ? 'expired' : 'open';
  return { ...line, url: `/${line.kind === 'diagnosis' ? 'd' : 'x'}/${line.id}`, state };
}
