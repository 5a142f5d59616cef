import 'server-only';
import { type BodyAnswer, readGuardedBody } from './body-limit';
import { problemJson } from './problem-json';

/** A request's JSON, whatever it is (null for what is none), or the answer why it is not read. */
export async function readJsonBody(request: Request, most: number): Promise<BodyAnswer<unknown>> {
  if (!request.headers.get('content-type')?.toLowerCase().startsWith('application/json')) {
    return { ok: false, answer: problemJson(request, 415, 'Send application/json.') };
  }
  const body = await readGuardedBody(request, most);
  return body.ok ? { ok: true, value: parsed(new TextDecoder().decode(body.value)) } : body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
