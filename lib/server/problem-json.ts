import 'server-only';
import { redact } from '@/lib/redaction/redact';

/** What every route answers when it cannot do what was asked (RFC 9457). */
export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong with this request and what to do, in a sentence. */
  readonly detail: string;
  readonly instance: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not connected',
  403: 'No access',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Took too long',
  409: 'Not possible as things stand',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  421: 'Misdirected request',
  422: 'No more is taken',
  429: 'Too many requests',
  500: 'Something broke in Pushscope',
  502: 'Coveo did not answer as expected',
  503: 'Not ready',
};

/**
 * An `application/problem+json` answer; `more` are members of its own. `detail` and the path are redacted: both may name
 * what somebody wrote into the address.
 */
export function problemJson(
  request: Request,
  status: number,
  detail: string,
  more: Readonly<Record<string, number | string>> = {},
): Response {
  const problem: ProblemJson = {
    ...more,
    type: 'about:blank',
    title: TITLES[status] ?? 'Error',
    status,
    detail: redact(detail),
    instance: redact(new URL(request.url).pathname),
  };
  return Response.json(problem, {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
