const VERDICTS = ['failing', 'degraded', 'unknown', 'healthy'];

/** Calls that no verdict rests on. */
const OPTIONAL = ['limits', 'privilege.evaluate', 'apikeys.list'];

/** What an answer of each kind is, besides JSON: by status 200 or 201. Each gives a sentence where it is not. */
const SHAPES = {
  list: ({ sources, notRead }) =>
    Array.isArray(sources) &&
    Array.isArray(notRead) &&
    sources.every(({ verdict }) => VERDICTS.includes(verdict)),
  health: isHealth,
  scan: isHealth,
  census: ({ paths, codes, notRead }) => [paths, codes, notRead].every(Array.isArray),
  rows: ({ rows, total, failed }) => Array.isArray(rows) && rows.length <= total && Array.isArray(failed),
  item: ({ kind }) => kind === 'item' || kind === 'search',
  report: ({ days, notRead }) => Array.isArray(days) && Array.isArray(notRead),
  issues: ({ issues }) => Array.isArray(issues),
  issue: ({ id, history }) => typeof id === 'string' && Array.isArray(history),
  now: ({ state, text }) => typeof state === 'string' && typeof text === 'string' && text !== '',
  connection: ({ lines }) => Array.isArray(lines),
  diagnose: ({ diagnoses }) => Array.isArray(diagnoses),
};

function isHealth({ verdict, reasons, findings, notChecked, coverage }) {
  return (
    VERDICTS.includes(verdict) &&
    [reasons, findings, notChecked, coverage?.reads].every(Array.isArray) &&
    // What was not read whole cannot be called healthy.
    (verdict !== 'healthy' ||
      coverage.complete ||
      coverage.reads.every(({ call, state }) => state !== 'refused' || OPTIONAL.includes(call)))
  );
}

/** Coveo’s own trouble is no mistake of ours where nothing but Coveo could have answered. */
const MAY_BE_502 = ['connection'];

/**
 * Why an answer is an error of ours, in a sentence; null where it is none. `kind` is that of `SHAPES`, `page` for HTML
 * or `markdown`; an answer is `{ status, type, text }`.
 */
export function answerProblem(kind, { status, type, text }) {
  const what = `${kind}: ${status}`;
  if (status >= 500) return MAY_BE_502.includes(kind) && status === 502 ? null : `${what} ${shortened(text)}`;
  if (kind === 'page') return status === 200 && text.includes('</html>') ? null : `${what} is no page.`;
  if (kind === 'markdown' && status === 200) return text.startsWith('# ') ? null : `${what} is no Markdown.`;
  const isOk = status === 200 || status === 201;
  if (kind === 'scan' && isOk) return streamProblem(text);
  // What Coveo refuses or does not know, as its faults have it; anything else nobody asked for.
  if (!isOk && status !== 403 && status !== 404) return `${what} ${shortened(text)}`;
  const body = parsed(text);
  if (body === null) return `${what} is no JSON (${type}).`;
  if (!isOk) return typeof body.detail === 'string' ? null : `${what} says no reason.`;
  return SHAPES[kind]?.(body) ? null : `${what} has another shape.`;
}

/** The events of a stream: `{ event, data }`, comments left out. */
export function eventsOf(text) {
  return text.split('\n\n').flatMap((block) => {
    const [, event, data] = /^event: (\S+)\ndata: (.*)$/s.exec(block) ?? [];
    return event === undefined ? [] : [{ event, data: parsed(data) }];
  });
}

function streamProblem(text) {
  const last = eventsOf(text).at(-1);
  if (last?.event === 'result')
    return isHealth(last.data ?? {}) ? null : 'scan: the result has another shape.';
  if (last?.event !== 'failed') return 'scan: the stream ended without a result.';
  return last.data?.status >= 500 ? `scan: failed, ${shortened(JSON.stringify(last.data))}` : null;
}

/** Why a line of the server's log is an error of ours; null where it is none. It is logged at warnings and above. */
export function logProblem(line) {
  const entry = parsed(line);
  if (entry === null || typeof entry !== 'object') {
    // Next says where it listens before the log begins.
    return /^\s*(?:[▲✓○-].*)?$/u.test(line)
      ? null
      : `The log has a line that is none of ours: ${shortened(line)}`;
  }
  if (entry.level !== 'error') return null;
  // The sandbox, told to break off an answer, does so by an error that Next writes down.
  if (entry.event === 'console' && String(entry.text).includes('cut by a fault')) return null;
  if (entry.event === 'request') {
    const { path, status } = entry;
    return status === 502 && path.startsWith('/api/connections') ? null : `${path} answered ${status}.`;
  }
  return `The log has an error: ${shortened(line)}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Without what differs each time, so that what is alike counts as one. */
function shortened(text) {
  return text
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '…')
    .replace(/"(?:time|at|asOf)":"?[^",}]*"?/g, '"time":…')
    .slice(0, 300);
}
