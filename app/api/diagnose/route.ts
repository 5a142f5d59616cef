import { acceptsMarkdown } from '@/app/api/problems/twin';
import { MAX_PASTE_BYTES } from '@/lib/diagnosis/paste-limit';
import { diagnosePaste } from '@/lib/server/diagnose-paste';
import { methodNotAllowed } from '@/lib/server/method-not-allowed';
import { pasteFormat } from '@/lib/server/paste-format';
import { withPatience } from '@/lib/server/patience';
import { problemJson } from '@/lib/server/problem-json';
import { route } from '@/lib/server/route';

export const dynamic = 'force-dynamic';

/** How long a paste may take to be read, once it has arrived. */
const PATIENCE_MS = 30_000;
/** After so many seconds somebody who found too many waiting may try again. */
const BUSY_S = 10;

const ANSWER_TYPES = { json: 'application/json', markdown: 'text/markdown; charset=utf-8' } as const;

/** Diagnoses a pasted text, as JSON or, where `Accept` begins with it, as Markdown. Nothing of it is kept or logged. */
export const POST = route(
  async (request, _, guarded) => {
    const format = pasteFormat(request.headers);
    if (format === null) {
      return problemJson(
        request,
        415,
        'Send text/plain in a known charset, or application/json {"text"}; not compressed.',
      );
    }
    const body = await guarded.bytes();
    if (!body.ok) return body.answer;
    const answer = acceptsMarkdown(request) ? 'markdown' : 'json';
    const question = { bytes: body.value, format, answer, now: new Date().toISOString() } as const;
    const diagnosed = await withPatience(guarded.signal, PATIENCE_MS, (signal) =>
      diagnosePaste(question, signal),
    );
    if (diagnosed.ok) {
      return new Response(diagnosed.written, { headers: { 'content-type': ANSWER_TYPES[answer] } });
    }
    switch (diagnosed.why) {
      case 'no text':
        return problemJson(request, 400, 'The JSON must be {"text": "…"}, and complete.');
      case 'stopped':
        return problemJson(request, 503, `The text could not be read within ${PATIENCE_MS / 1000} s.`);
      case 'busy': {
        const busy = problemJson(
          request,
          503,
          `Too many large texts wait to be read. Try again in ${BUSY_S} s, or paste it at /diagnose: there your browser reads it.`,
        );
        busy.headers.set('retry-after', String(BUSY_S));
        return busy;
      }
    }
  },
  { mostBytes: MAX_PASTE_BYTES, rate: 'diagnose' },
);

const refuse = methodNotAllowed('POST');

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as PUT };
