import 'server-only';
import { z } from 'zod';
import { DAY_MS } from '@/lib/evidence/time';
import { issueCapsule } from '@/lib/health/capsule/capsule-issue';
import type { PreservedCapsule } from '@/lib/health/capsule/capsule-list';
import { readCaptured } from '@/lib/health/issue/captured-issue';
import { PROBLEMS } from '@/lib/problems/problems';
import type { CapsulePlace, NewCapsule } from '@/lib/store/capsule';
import { type Kept, keepCapsule, MOST_OPEN } from '@/lib/store/capsules';
import { fitting } from './capsule-content';
import { type CapsuleKeeping, type Drafted, type Refused, refuse, refused, TOO_LARGE } from './capsule-draft';
import { sha256, unguessable } from './capsule-secret';
import { type Asker, issueAccess, openIssue } from './issue-access';
import { safeContent } from './mask-capsule';
import { reportDraft, timelineDraft } from './preserve-source';
import { diagnosisToSave, MAX_SAVED_TEXT } from './save-diagnosis';
import { savedShare } from './saved-share';
import { processStore } from './store';
import { newestVerification } from './verify-fix-history';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 365;

const kept = {
  days: z.number().int().min(1).max(MOST_DAYS).default(DEFAULT_DAYS),
  mask: z.boolean().default(true),
};
const place = { region: z.string(), organization: z.string() };
const wanted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('issue'), issue: z.string(), ...kept }),
  z.object({
    kind: z.literal('timeline'),
    ...place,
    source: z.string(),
    from: z.string(),
    to: z.string(),
    ...kept,
  }),
  z.object({
    kind: z.literal('report'),
    ...place,
    source: z.string(),
    from: z.string(),
    to: z.string(),
    ...kept,
  }),
  z.object({
    kind: z.literal('diagnosis'),
    text: z.string().min(1),
    region: place.region.optional(),
    organization: place.organization.optional(),
    ...kept,
  }),
]);
type Wanted = z.infer<typeof wanted>;

/** What was preserved, as the route answers it, or why nothing was. */
export type Preserved = { readonly ok: true; readonly capsule: PreservedCapsule } | Refused;

const BODY =
  'Send {"kind": "issue", "issue"}, {"kind": "timeline" or "report", "region", "organization", "source", "from", "to"} or {"kind": "diagnosis", "text"}; "days" from 1 to 365 and "mask" are optional.';

/** Preserves what the body of `POST /api/capsules` asks for, for whoever may see it. */
export async function preserve(body: unknown, asker: Asker, keeping: CapsuleKeeping): Promise<Preserved> {
  const parsed = wanted.safeParse(body);
  if (!parsed.success) return refuse(400, BODY);
  const drafted = await draftOf(parsed.data, asker, keeping);
  if (!drafted.ok) return drafted;
  const { draft } = drafted;
  const revokeKey = draft.place === null ? unguessable() : null;
  const capsule: NewCapsule = {
    ...draft,
    id: unguessable(),
    sha256: sha256(draft.content),
    madeAt: keeping.now,
    expiresAt: new Date(Date.parse(keeping.now) + parsed.data.days * DAY_MS).toISOString(),
    revokeHash: revokeKey === null ? null : sha256(revokeKey),
  };
  const database = await processStore();
  const share = await savedShare(database, { ...draft, ...keeping });
  const done = await keepCapsule(database, capsule, share.held);
  if (done !== 'kept') return refuse(done === 'too many' ? 503 : 429, whyNotKept(done, draft.place));
  share.note(capsule.id);
  return {
    ok: true,
    capsule: {
      id: capsule.id,
      url: `/${capsule.kind === 'diagnosis' ? 'd' : 'x'}/${capsule.id}`,
      expiresAt: capsule.expiresAt,
      sha256: capsule.sha256,
      ...(revokeKey === null ? {} : { revokeKey }),
    },
  };
}

function draftOf(asked: Wanted, asker: Asker, keeping: CapsuleKeeping): Promise<Drafted> {
  if (asked.kind === 'issue') return issueDraft(asked, asker, keeping);
  if (asked.kind === 'timeline') return timelineDraft(asked, asker, keeping);
  if (asked.kind === 'report') return reportDraft(asked, asker, keeping);
  return diagnosisDraft(asked, asker, keeping);
}

async function issueDraft(
  { issue: id, mask }: Extract<Wanted, { kind: 'issue' }>,
  asker: Asker,
  { now, signal }: CapsuleKeeping,
): Promise<Drafted> {
  const opening = await openIssue(asker, id, signal);
  if (opening.state === 'not connected')
    return refuse(401, 'Connect to the organization of the issue first.');
  if (opening.state !== 'open') {
    return refuse(404, 'There is no such issue in an organization that you are connected to.');
  }
  const { issue } = opening;
  const { region, organization, sourceName, title } = issue;
  const preserved = {
    ...issue,
    opened: readCaptured(issue.captured),
    newest: readCaptured(issue.newest),
    verification: newestVerification(issue),
  };
  const content = fitting(
    (bounds) => issueCapsule(preserved, now, bounds),
    (made) => safeContent(made, mask),
  );
  if (content === null) return TOO_LARGE;
  return {
    ok: true,
    draft: {
      kind: 'issue',
      place: { region, organization },
      title: titleOf(issue.problem),
      about: `${title} · ${sourceName}`,
      content,
    },
  };
}

async function diagnosisDraft(
  { text, mask, region, organization }: Extract<Wanted, { kind: 'diagnosis' }>,
  asker: Asker,
  { now, signal }: CapsuleKeeping,
): Promise<Drafted> {
  let owner: CapsulePlace | null = null;
  if (region !== undefined || organization !== undefined) {
    owner = { region: region ?? '', organization: organization ?? '' };
    const access = await issueAccess(asker, owner, signal);
    if (!access.ok) return refused(access);
  }
  if (Buffer.byteLength(text) > MAX_SAVED_TEXT) {
    return refuse(
      413,
      `At most ${MAX_SAVED_TEXT / 1024} KB of text are saved: send the part around the error.`,
    );
  }
  const made = await diagnosisToSave({ text, masked: mask, now }, signal);
  if (!made.ok) {
    return made.why === 'stopped'
      ? refuse(503, 'The text could not be read in time.')
      : refuse(413, 'The text names more ids than can be masked: send the part around the error.');
  }
  const content = fitting(
    () => made.saved,
    (saved) => saved,
  );
  if (content === null) return TOO_LARGE;
  const [first, ...others] = made.saved.report.diagnoses;
  return {
    ok: true,
    draft: {
      kind: 'diagnosis',
      place: owner,
      title: first?.title ?? 'No known problem recognised',
      about: others.length === 0 ? 'A pasted text' : `A pasted text, and ${others.length} more diagnoses`,
      content,
    },
  };
}

function whyNotKept(why: Exclude<Kept, 'kept'>, place: CapsulePlace | null): string {
  if (why === 'too many of one') {
    return 'Your address has as many open copies here as one may have, so that others have room. Revoke some, or save under an organization that you are connected to.';
  }
  return place === null
    ? 'Too many diagnoses are saved without a connection. Try again later, or save under an organization.'
    : `The organization has ${MOST_OPEN} open copies. Revoke some first.`;
}

/** The catalogue's own words: a finding's title may name what is to be forgotten. */
function titleOf(problem: string): string {
  return PROBLEMS.find(({ id }) => id === problem)?.words.title.replaceAll('`', '') ?? 'A problem';
}
