import { markdownAnswer, ownOrigin } from '@/app/api/problems/twin';
import { customerMarkdown } from '@/lib/health/issue/customer-markdown';
import { issueMarkdown } from '@/lib/health/issue/issue-markdown';
import { isTimeZone } from '@/lib/health/zoned-moment';
import { askerOf, openIssue, refuseIssue } from '@/lib/server/issue-access';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { problemJson } from '@/lib/server/problem-json';
import { reportIssue } from '@/lib/server/read-issue';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/**
 * An issue as Markdown, `?for=internal` (the default) or `customer`, with times in `?zone=` (UTC) and links to
 * `?origin=`, the address under which its readers reach this Pushscope (the one that was asked).
 */
export const GET = route<{ id: string }>(async (request, { id }, { signal }) => {
  const { searchParams } = new URL(request.url);
  const reader = searchParams.get('for') || 'internal';
  const zone = searchParams.get('zone') || 'UTC';
  const origin = originOf(searchParams.get('origin') || ownOrigin(request));
  if (reader !== 'internal' && reader !== 'customer') {
    return problemJson(request, 400, '“for” is internal or customer.');
  }
  if (!isTimeZone(zone)) {
    return problemJson(request, 400, '“zone” is the name of a time zone, such as Europe/Paris or UTC.');
  }
  if (origin === null)
    return problemJson(request, 400, '“origin” is an address, such as https://example.com.');
  const opened = await openIssue(await askerOf(request), id, signal);
  if (opened.state !== 'open') return refuseIssue(request, opened);
  const write = reader === 'customer' ? customerMarkdown : issueMarkdown;
  return markdownAnswer(write(await reportIssue(opened.issue), { origin, zone }));
});

function originOf(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).origin;
}

const refuse = methodNotAllowed('GET');

export { refuse as DELETE, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };
