/** What a call reads, in plain words, by the name of its operation. */
const NAMES: Readonly<Record<string, string>> = {
  'logs.list': 'Log rows',
  'logs.facetsStats': 'Row counts',
  'activities.list': 'Activities',
  'activities.latest': 'Latest activities',
  'sources.get': 'The source',
  'sources.pages': 'The sources',
  'organization.status': 'Organization state',
  limits: 'Limits of the organization',
  'privilege.evaluate': 'What this token may do',
  'apikeys.list': 'API keys',
};

/** The plain name of what a call reads; the operation's own name where there is none. */
export function callName(call: string): string {
  return NAMES[call] ?? call;
}

/** Privileges by family of calls (article 59 for the logs; `x-required-privilege` of the other specifications). */
const PRIVILEGES: Readonly<Record<string, string>> = {
  logs: 'Organization (View) and Sources (View all)',
  activities: 'Activities (View)',
  sources: 'Sources (View)',
  organization: 'Organization (View)',
  limits: 'Organization (View)',
  apikeys: 'API keys (View)',
};

/**
 * What to do about a call that failed with this HTTP status, and who does it, in one sentence. Undefined: no answer
 * came. Null where the status tells nothing to do.
 */
export function readAdvice(call: string, status: number | undefined): string | null {
  if (status === undefined) {
    return 'No answer came: whoever runs Pushscope checks its way to Coveo; then read again.';
  }
  if (status === 401) return 'You: the token is not valid any more, connect again with one that is.';
  if (status === 403) {
    const privilege = PRIVILEGES[call.split('.')[0] ?? ''];
    if (privilege === undefined) return 'An administrator: this token may not read it.';
    return `An administrator: this token may not read it; its privileges must include ${privilege}.`;
  }
  if (status === 404) {
    return 'You: Coveo knows nothing of that name; check that region, organization and source are right and still exist.';
  }
  if (status === 429) return 'You: Coveo was asked too often; wait a few minutes, then read again.';
  if (status >= 500) {
    return 'Coveo: the fault is on its side; read again, and if it stays, give Coveo the request id.';
  }
  if (status >= 200 && status < 300) return 'You: the answer came damaged; read again.';
  return null;
}
