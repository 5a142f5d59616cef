import { asksForMarkdown, markdownAnswer, ownOrigin } from '@/app/api/problems/twin';
import { capsuleMarkdown } from '@/lib/server/capsule-twin';
import { askerOf } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { openCapsule } from '@/lib/server/open-capsule';
import { problemJson } from '@/lib/server/problem-json';
import { revoke } from '@/lib/server/revoke-capsule';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

const LOOK_UP = { rate: 'look-up' } as const;

/** What a capsule holds, for whoever has its link: as JSON the very bytes of which the SHA-256 is shown, or as Markdown. */
export const GET = route<{ id: string }>(async (request, { id }) => {
  const opened = await openCapsule(id, new Date().toISOString());
  if (opened === null) return problemJson(request, 404, 'There is nothing at this address.');
  if (opened.state === 'gone') {
    const { title, why, madeAt, goneAt } = opened.gone;
    return problemJson(request, 410, `“${title}”, preserved ${madeAt}, ${why} ${goneAt}.`);
  }
  if (opened.state === 'unreadable') {
    return problemJson(request, 500, 'What was preserved can no longer be shown as it was.');
  }
  const answer = asksForMarkdown(request)
    ? markdownAnswer(capsuleMarkdown(opened, ownOrigin(request)))
    : new Response(opened.written, { headers: { 'content-type': 'application/json' } });
  answer.headers.set('x-robots-tag', 'noindex, nofollow');
  return answer;
}, LOOK_UP);

/** Revokes a capsule: by a connection to its organization, or by the key that was shown once, in `X-Revoke-Key`. */
export const DELETE = route<{ id: string }>(async (request, { id }, { signal }) => {
  const key = request.headers.get('x-revoke-key');
  const revoked = await revoke({ id, key, now: new Date().toISOString() }, await askerOf(request), signal);
  if (revoked === 'no such capsule') return problemJson(request, 404, 'There is nothing at this address.');
  if (revoked === 'revoked') return new Response(null, { status: 204 });
  return problemJson(
    request,
    403,
    'Only who is connected to the organization that it was made from may revoke it, or who has the key that was shown when it was saved without a connection.',
  );
}, LOOK_UP);

const refuse = methodNotAllowed('GET', 'DELETE');

export { refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };
