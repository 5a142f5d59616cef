/** What the paths of one round name: what is really there, or nothing that exists. */
export interface Ids {
  readonly organization: string;
  readonly source: string;
  readonly issue: string;
  readonly capsule: string;
  readonly diagnosis: string;
}

/** What is answered to whom. */
export interface Statuses {
  /** Nobody: no cookie and no token. */
  readonly none: number;
  /** A browser that is connected to another organization only. */
  readonly elsewhere: number;
  /** A program with the key of another organization. */
  readonly wrong: number;
  /** A browser that is connected to the organization. */
  readonly right: number;
}

/** One route as all kinds of people ask for it. */
export interface RouteRow {
  /** As its folder in `app` is called. */
  readonly route: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: (ids: Ids) => string;
  readonly statuses: Statuses;
  /** A body to send as JSON. */
  readonly data?: (ids: Ids) => unknown;
  /** Whoever knows the address may read it: that is what it is for. */
  readonly byLink?: true;
}

type Path = RouteRow['path'];

type Four = readonly [none: number, elsewhere: number, wrong: number, right: number];

const row = (method: RouteRow['method'], route: string, path: Path, statuses: Four): RouteRow => {
  const [none, elsewhere, wrong, right] = statuses;
  return { route, method, path, statuses: { none, elsewhere, wrong, right } };
};
const get = (route: string, path: Path, statuses: Four) => row('GET', route, path, statuses);
const post = (route: string, path: Path, data: RouteRow['data'], statuses: Four): RouteRow => ({
  ...row('POST', route, path, statuses),
  ...(data ? { data } : {}),
});
/** Open to all, and the same for all. */
const open = (route: string, path: Path = () => route, status = 200): RouteRow =>
  get(route, path, [status, status, status, status]);
const link = (route: string, path: Path): RouteRow => ({ ...open(route, path), byLink: true });

/** What belongs to an organization that the address names. */
const named = (right: number): Four => [401, 401, 403, right];
/** What belongs to an organization that the address does not name: nobody learns whether it is there. */
const hidden = (right: number): Four => [401, 404, 404, right];
/** A shell without content, or a list of what one may see. */
const SHELL: Four = [200, 200, 200, 200];

const org: Path = ({ organization }) => `/o/sandbox/${organization}`;
const source: Path = (ids) => `${org(ids)}/s/${ids.source}`;
const place = ({ organization }: Ids) => ({ region: 'sandbox', organization });
const days = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };

/**
 * Every route of `app`, but for the sandbox's. A page is an empty shell for everybody: what it shows it asks of the API.
 * A route that is not here fails the test.
 */
export const ROUTES: readonly RouteRow[] = [
  open('/', undefined, 307),
  get('/o/[region]/[organization]', org, SHELL),
  get('/o/[region]/[organization]', (ids) => `${org(ids)}.json`, named(200)),
  get('/o/[region]/[organization]/issues', (ids) => `${org(ids)}/issues`, SHELL),
  get('/o/[region]/[organization]/issues', (ids) => `${org(ids)}/issues.md`, named(200)),
  get('/o/[region]/[organization]/issues', (ids) => `${org(ids)}/issues.json`, named(200)),
  get('/o/[region]/[organization]/s/[source]', source, SHELL),
  get('/o/[region]/[organization]/s/[source]', (ids) => `${source(ids)}.json`, named(200)),
  get('/o/[region]/[organization]/s/[source]/report', (ids) => `${source(ids)}/report`, SHELL),
  get('/o/[region]/[organization]/s/[source]/report', (ids) => `${source(ids)}/report.md`, named(200)),
  get('/o/[region]/[organization]/s/[source]/item', (ids) => `${source(ids)}/item`, SHELL),
  get('/o/[region]/[organization]/s/[source]/item', (ids) => `${source(ids)}/item.json?uri=a`, named(200)),
  get('/o/[region]/[organization]/s/[source]/item', (ids) => `${source(ids)}/item.md?uri=a`, named(200)),
  get('/o/[region]/[organization]/s/[source]/act', (ids) => `${source(ids)}/act`, SHELL),
  get('/i/[id]', ({ issue }) => `/i/${issue}`, SHELL),
  get('/i/[id]', ({ issue }) => `/i/${issue}.md`, hidden(200)),
  get('/i/[id]', ({ issue }) => `/i/${issue}.json`, hidden(200)),
  link('/x/[id]', ({ capsule }) => `/x/${capsule}`),
  link('/x/[id]', ({ capsule }) => `/x/${capsule}.md`),
  link('/d/[id]', ({ diagnosis }) => `/d/${diagnosis}`),
  open('/capsules'),
  open('/connect'),
  open('/diagnose'),
  open('/problems'),
  open('/problems/[id]', () => '/problems/metadata-too-large'),
  open('/sandbox-guide'),

  open('/api/[[...path]]', () => '/api/no/such/route', 404),
  open('/api/live'),
  open('/api/ready'),
  open('/api/problems'),
  open('/api/problems/[id]', () => '/api/problems/metadata-too-large'),
  post(
    '/api/diagnose',
    () => '/api/diagnose',
    () => ({ text: 'HTTP/1.1 429' }),
    SHELL,
  ),
  post(
    '/api/connections',
    () => '/api/connections',
    (ids) => ({ ...place(ids), token: 'made-up-token' }),
    [403, 403, 403, 403],
  ),
  get(
    '/api/connections/[region]/[organization]',
    (ids) => `/api/connections/sandbox/${ids.organization}`,
    named(200),
  ),
  {
    ...open('/api/connections/[region]/[organization]', () => '/api/connections/eu/nobody', 204),
    method: 'DELETE',
  },
  {
    ...get(
      '/api/o/[region]/[organization]/writing',
      (ids) => `/api${org(ids)}/writing`,
      [204, 204, 204, 204],
    ),
    method: 'DELETE',
  },
  get('/api/o/[region]/[organization]/sources', (ids) => `/api${org(ids)}/sources`, named(200)),
  get('/api/o/[region]/[organization]/issues', (ids) => `/api${org(ids)}/issues`, named(200)),
  get('/api/o/[region]/[organization]/s/[source]/health', (ids) => `/api${source(ids)}/health`, named(200)),
  get('/api/o/[region]/[organization]/s/[source]/scan', (ids) => `/api${source(ids)}/scan`, named(200)),
  {
    ...get(
      '/api/o/[region]/[organization]/s/[source]/scan',
      (ids) => `/api${source(ids)}/scan?scan=a`,
      named(404),
    ),
    method: 'DELETE',
  },
  get('/api/o/[region]/[organization]/s/[source]/report', (ids) => `/api${source(ids)}/report`, named(200)),
  get('/api/o/[region]/[organization]/s/[source]/census', (ids) => `/api${source(ids)}/census`, named(200)),
  get('/api/o/[region]/[organization]/s/[source]/item', (ids) => `/api${source(ids)}/item?uri=a`, named(200)),
  get(
    '/api/o/[region]/[organization]/s/[source]/rows',
    (ids) => `/api${source(ids)}/rows?run=newest&outcome=pushed`,
    named(200),
  ),
  post(
    '/api/o/[region]/[organization]/s/[source]/captures',
    (ids) => `/api${source(ids)}/captures`,
    undefined,
    named(200),
  ),
  get('/api/o/[region]/[organization]/s/[source]/pushes', (ids) => `/api${source(ids)}/pushes`, named(200)),
  post(
    '/api/o/[region]/[organization]/s/[source]/pushes',
    (ids) => `/api${source(ids)}/pushes`,
    () => ({}),
    named(201),
  ),
  {
    ...get(
      '/api/o/[region]/[organization]/s/[source]/pushes',
      (ids) => `/api${source(ids)}/pushes?sent=2026-01-01T00:00:00Z`,
      named(200),
    ),
    method: 'DELETE',
  },
  get('/api/o/[region]/[organization]/s/[source]/act', (ids) => `/api${source(ids)}/act`, named(200)),
  get(
    '/api/o/[region]/[organization]/s/[source]/act/older-than',
    (ids) => `/api${source(ids)}/act/older-than?at=2026-01-01T00:00:00Z`,
    named(200),
  ),
  get(
    '/api/o/[region]/[organization]/s/[source]/act/canary',
    (ids) => `/api${source(ids)}/act/canary`,
    named(200),
  ),
  // Connected is not enough: writing is off until somebody switches it on.
  ...['idle', 'canary', 'probe'].map((action) =>
    post(
      `/api/o/[region]/[organization]/s/[source]/act/${action}`,
      (ids) => `/api${source(ids)}/act/${action}`,
      () => ({}),
      named(409),
    ),
  ),
  post(
    '/api/o/[region]/[organization]/writing',
    (ids) => `/api${org(ids)}/writing`,
    () => ({}),
    named(201),
  ),
  get('/api/issues', () => '/api/issues', SHELL),
  get('/api/issues', (ids) => `/api/issues?${new URLSearchParams(place(ids))}`, named(200)),
  get('/api/issues/[id]', ({ issue }) => `/api/issues/${issue}`, hidden(200)),
  get('/api/issues/[id]/markdown', ({ issue }) => `/api/issues/${issue}/markdown?for=customer`, hidden(200)),
  get('/api/issues/[id]/now', ({ issue }) => `/api/issues/${issue}/now`, hidden(200)),
  post(
    '/api/issues/[id]/changes',
    ({ issue }) => `/api/issues/${issue}/changes`,
    () => ({}),
    hidden(400),
  ),
  post(
    '/api/issues/[id]/verifications',
    ({ issue }) => `/api/issues/${issue}/verifications`,
    () => ({}),
    hidden(201),
  ),
  get(
    '/api/issues/[id]/verifications/[n]',
    ({ issue }) => `/api/issues/${issue}/verifications/9999`,
    hidden(404),
  ),
  {
    ...get(
      '/api/issues/[id]/verifications/[n]',
      ({ issue }) => `/api/issues/${issue}/verifications/9999`,
      hidden(404),
    ),
    method: 'DELETE',
    data: () => ({}),
  },
  get('/api/capsules', () => '/api/capsules', SHELL),
  get('/api/capsules', (ids) => `/api/capsules?${new URLSearchParams(place(ids))}`, named(200)),
  post(
    '/api/capsules',
    () => '/api/capsules',
    ({ issue }) => ({ kind: 'issue', issue }),
    hidden(201),
  ),
  post(
    '/api/capsules',
    () => '/api/capsules',
    (ids) => ({ kind: 'timeline', ...place(ids), source: ids.source, ...days }),
    named(201),
  ),
  post(
    '/api/capsules',
    () => '/api/capsules',
    (ids) => ({ kind: 'report', ...place(ids), source: ids.source, ...days }),
    named(201),
  ),
  post(
    '/api/capsules',
    () => '/api/capsules',
    (ids) => ({ kind: 'diagnosis', text: 'HTTP/1.1 429', ...place(ids) }),
    named(201),
  ),
  link('/api/capsules/[id]', ({ capsule }) => `/api/capsules/${capsule}`),
  {
    ...get('/api/capsules/[id]', ({ capsule }) => `/api/capsules/${capsule}`, [403, 403, 403, 204]),
    method: 'DELETE',
    byLink: true,
  },
];
