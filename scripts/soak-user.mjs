import { answerProblem } from './soak-answer.mjs';

/** Between two requests a user looks at the page for so long, in ms. */
const LEAST_PAUSE_MS = 200;
const MOST_PAUSE_MS = 1_500;
/** Who leaves a page while it is read does so after so long at the most, in ms. */
const LEAVES_WITHIN_MS = 600;

const PASTE = `PUT https://api.cloud.coveo.com/push/v1/organizations/acme/sources/acme-1/documents?documentId=https%3A%2F%2Fexample.com%2F1

HTTP/1.1 412 Precondition Failed

{"errorCode":"ORGANIZATION_ITEM_LIMIT","message":"The organization has as many items as it may have."}`;

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a user does, how often in comparison; each gives the kind of its answer, the path, and how it is asked. */
const ACTIONS = [
  [3, ({ api }) => ({ kind: 'list', path: `${api}/sources` })],
  [4, ({ pages, pick }) => ({ kind: 'page', path: pick(pages) })],
  [4, ({ source }) => ({ kind: 'health', path: `${source}/health` })],
  [2, ({ source }) => ({ kind: 'health', path: `${source}/health?refresh` })],
  [3, ({ source }) => ({ kind: 'scan', path: `${source}/scan?refresh` })],
  [2, ({ source }) => ({ kind: 'scan', path: `${source}/scan?refresh`, leaves: true })],
  [1, ({ source }) => ({ kind: 'health', path: `${source}/health?from=2026-01-01T00:00:00Z` })],
  [2, ({ source }) => ({ kind: 'rows', path: `${source}/rows?run=newest&outcome=pushed` })],
  [1, ({ source }) => ({ kind: 'census', path: `${source}/census` })],
  [3, ({ source, item }) => ({ kind: 'item', path: `${source}/item?uri=${encodeURIComponent(item)}` })],
  [2, ({ source }) => ({ kind: 'report', path: `${source}/report` })],
  [1, ({ source }) => ({ kind: 'markdown', path: `${source}/report`, accept: 'text/markdown' })],
  [2, ({ api }) => ({ kind: 'issues', path: `${api}/issues` })],
  [2, ({ issue }) => ({ kind: 'issue', path: `/api/issues/${issue}` })],
  [1, ({ issue }) => ({ kind: 'now', path: `/api/issues/${issue}/now` })],
  [1, ({ connection }) => ({ kind: 'connection', path: connection })],
  [3, () => ({ kind: 'diagnose', path: '/api/diagnose', body: JSON.stringify({ text: PASTE }) })],
];

const TOTAL = ACTIONS.reduce((sum, [often]) => sum + often, 0);

function chosen(at) {
  let left = at;
  for (const [often, make] of ACTIONS) {
    left -= often;
    if (left < 0) return make;
  }
  return ACTIONS[0][1];
}

/** The next thing that a user does; `place` is `{ id, sources, issues, items }` of the organization. */
export function nextAction(place, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const make = chosen(random() * TOTAL);
  const at = `/o/sandbox/${place.id}`;
  const sourceId = pick(place.sources);
  const issue = pick(place.issues);
  const home = `${at}/s/${sourceId}`;
  return make({
    pick,
    api: `/api${at}`,
    source: `/api${home}`,
    item: pick(place.items),
    issue,
    connection: `/api/connections/sandbox/${place.id}`,
    pages: [
      at,
      home,
      `${home}/report`,
      `${home}/item`,
      `${at}/issues`,
      `/i/${issue}`,
      '/problems',
      '/connect',
      '/diagnose',
    ],
  });
}

/**
 * Browses until the signal ends, as one user of an organization: from an address of its own, with a cookie of its own.
 * `tell` is told of each request, `{ kind, ms, faulty }`, and of each problem, a sentence.
 */
export async function browse({ origin, place, number, signal, isFaulty, tell }) {
  const random = seeded(number);
  const own = { 'x-forwarded-for': `198.51.100.${(number % 250) + 1}`, cookie: place.cookie };
  while (!signal.aborted) {
    const action = nextAction(place, random);
    const faulty = isFaulty(place.id);
    const leaving = action.leaves ? AbortSignal.timeout(Math.ceil(random() * LEAVES_WITHIN_MS)) : null;
    const began = performance.now();
    try {
      const answer = await ask(origin, action, own, leaving ? AbortSignal.any([signal, leaving]) : signal);
      const ms = performance.now() - began;
      // A fault that began or ended meanwhile: the request is counted with those that met one.
      tell.request({ kind: action.kind, ms, faulty: faulty || isFaulty(place.id) });
      const problem = answerProblem(action.kind, answer);
      if (problem !== null) tell.problem(problem);
    } catch (error) {
      if (!signal.aborted && !leaving?.aborted) {
        tell.problem(`${action.kind}: no answer (${error.cause?.code ?? error.message}).`);
      }
    }
    await pause(LEAST_PAUSE_MS + random() * (MOST_PAUSE_MS - LEAST_PAUSE_MS), signal);
  }
}

async function ask(origin, { kind, path, body, accept }, own, signal) {
  const response = await fetch(`${origin}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    signal,
    headers: {
      ...own,
      accept: accept ?? (kind === 'page' ? 'text/html' : 'application/json'),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

/** Waits so long, or until the signal ends. */
export function pause(ms, signal) {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
