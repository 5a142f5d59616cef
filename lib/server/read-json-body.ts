import 'server-only';
import { withPatience } from './patience';
import { problemJson } from './problem-json';
import { readBody } from './read-body';

/** How long a body may take to arrive. */
const PATIENCE_MS = 30_000;

/** A request's JSON, whatever it is (null for what is none), or the answer why it is not read. */
export async function readJsonBody(
  request: Request,
  most: number,
): Promise<
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly answer: Response }
> {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('application/json')) {
    return { ok: false, answer: problemJson(request, 415, 'Send application/json.') };
  }
  const body = await withPatience(request.signal, PATIENCE_MS, (signal) => readBody(request, most, signal));
  if (body.ok) return { ok: true, value: parsed(new TextDecoder().decode(body.bytes)) };
  if (body.why === 'too large') {
    return { ok: false, answer: problemJson(request, 413, `At most ${most / 1024} KB are read.`) };
  }
  if (body.why === 'broke off') {
    return { ok: false, answer: problemJson(request, 400, 'The body broke off before its end.') };
  }
  const refused = problemJson(request, 408, `The body took longer than ${PATIENCE_MS / 1000} s to arrive.`);
  refused.headers.set('connection', 'close');
  return { ok: false, answer: refused };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
