import { acceptsMarkdown } from '@/app/api/problems/twin';
import { MAX_PASTE_BYTES } from '@/lib/diagnosis/paste-limit';
import { diagnosePaste } from '@/lib/server/diagnose-paste';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { pasteFormat } from '@/lib/server/paste-format';
import { withPatience } from '@/lib/server/patience';
import { problemJson } from '@/lib/server/problem-json';
import { readBody } from '@/lib/server/read-body';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** How long the body may take to arrive, and then to be read. */
const PATIENCE_MS = 30_000;

const ANSWER_TYPES = { json: 'application/json', markdown: 'text/markdown; charset=utf-8' } as const;

/** Diagnoses a pasted text, as JSON or, where `Accept` begins with it, as Markdown. Nothing of it is kept or logged. */
export const POST = route(async (request) => {
  const format = pasteFormat(request.headers);
  if (format === null) {
    return problemJson(
      request,
      415,
      'Send text/plain in a known charset, or application/json {"text"}; not compressed.',
    );
  }
  const body = await withPatience(request.signal, PATIENCE_MS, (signal) =>
    readBody(request, MAX_PASTE_BYTES, signal),
  );
  if (!body.ok) return unread(request, body.why);
  const answer = acceptsMarkdown(request) ? 'markdown' : 'json';
  const question = { bytes: body.bytes, format, answer, now: new Date().toISOString() } as const;
  const diagnosed = await withPatience(request.signal, PATIENCE_MS, (signal) =>
    diagnosePaste(question, signal),
  );
  if (diagnosed.ok) {
    return new Response(diagnosed.written, { headers: { 'content-type': ANSWER_TYPES[answer] } });
  }
  return diagnosed.why === 'no text'
    ? problemJson(request, 400, 'The JSON must be {"text": "…"}, and complete.')
    : problemJson(request, 503, `The text could not be read within ${PATIENCE_MS / 1000} s.`);
});

function unread(request: Request, why: 'too large' | 'too slow' | 'broke off'): Response {
  if (why === 'too large') {
    const most = `${MAX_PASTE_BYTES / 1024 / 1024} MB`;
    return problemJson(request, 413, `At most ${most} are read: send the part around the error.`);
  }
  if (why === 'broke off') return problemJson(request, 400, 'The body broke off before its end.');
  const refused = problemJson(request, 408, `The body took longer than ${PATIENCE_MS / 1000} s to arrive.`);
  refused.headers.set('connection', 'close');
  return refused;
}

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as PUT };
