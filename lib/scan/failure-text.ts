import type { CallFailure } from '@/lib/coveo/call';

const CALLED: Readonly<Record<string, string>> = {
  'logs.list': 'the log rows (Source Logs API)',
  'logs.facetsStats': 'the row counts (Source Logs API)',
  'activities.list': 'the activities (Activities API)',
  'activities.latest': 'the latest activities (Activities API)',
  'sources.get': 'the source (Sources API)',
  'sources.pages': 'the sources (Sources API)',
  'organization.status': 'the organization’s status',
  limits: 'the organization’s limits',
  'privilege.evaluate': 'what this token may do',
  'privileges.me': 'the privileges of this token',
  'apikeys.list': 'the API keys',
};

/** One sentence on a failed call: what could not be read, and what Coveo answered. Holds no secret. */
export function failureText(failure: CallFailure): string {
  const what = CALLED[failure.call] ?? failure.call;
  const attempts = failure.attempts.length > 1 ? `, ${failure.attempts.length} times` : '';
  switch (failure.kind) {
    case 'refused':
      return `Coveo answered ${failure.status}${failure.code === null ? '' : ` ${failure.code}`} for ${what}${attempts}.${leftAloneUntil(failure)}`;
    case 'unreadable':
      return `Coveo’s answer for ${what} could not be read${attempts}: ${failure.message}`;
    case 'timeout':
      return `No answer in time for ${what}${attempts}.`;
    case 'unreachable':
      return `Coveo could not be reached for ${what}${attempts}.`;
    case 'aborted':
      return `Stopped before ${what} had come.`;
  }
}

/** The same, with the request id to quote to Coveo Support where one came. */
export function quotedFailureText(failure: CallFailure): string {
  return withRequestId(failureText(failure), failure.requestId);
}

/** A sentence on a call, with the request id to quote to Coveo Support where one came. */
export function withRequestId(sentence: string, requestId: string | null): string {
  return requestId === null ? sentence : `${sentence} Coveo’s request id: ${requestId}.`;
}

/** A call that Coveo's Retry-After ended says in its message until when. */
function leftAloneUntil({ message }: CallFailure): string {
  const said = / Coveo asks to be left alone until \S+\.$/.exec(message)?.[0];
  return said ?? '';
}
