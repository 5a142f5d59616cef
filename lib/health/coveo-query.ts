import type { LogRow } from '@/lib/evidence/log-row';
import { DAY_MS, MINUTE_MS, type TimeWindow, toIso, toMs } from '@/lib/evidence/time';
import { formatDuration, formatFullMoment } from '@/lib/problems/phrasing';

/** A read-only question to Coveo that anybody with a token can ask again. Plain JSON. */
export type CoveoQuery =
  | {
      readonly call: 'logs.list';
      readonly source: string;
      /** Whole minutes, and at most the newest seven days: the call looks at no more (its specification). */
      readonly window: TimeWindow;
      /** An empty list asks for all of them. */
      readonly tasks: readonly string[];
      readonly operations: readonly string[];
      readonly results: readonly string[];
      /** There is more before the window than one call looks at. */
      readonly cut: boolean;
    }
  | { readonly call: 'activities.latest'; readonly source: string };

/** Where a question is asked: `origin` is the address of this Pushscope, which the sandbox is below. */
export interface QueryPlace {
  readonly region: string;
  readonly organization: string;
  readonly origin: string;
}

const LONGEST_MS = 7 * DAY_MS;

/** The question that is answered with these rows: their stages, operations and results, from `first` to `last` (ISO). */
export function queryOfRows(
  source: string,
  rows: readonly Pick<LogRow, 'task' | 'operation' | 'result'>[],
  first: string,
  last: string,
): CoveoQuery {
  const to = Math.floor(toMs(last) / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const from = Math.floor(toMs(first) / MINUTE_MS) * MINUTE_MS;
  return {
    call: 'logs.list',
    source,
    window: { from: toIso(Math.max(from, to - LONGEST_MS)), to: toIso(to) },
    tasks: valuesOf(rows, 'task'),
    operations: valuesOf(rows, 'operation'),
    results: valuesOf(rows, 'result'),
    cut: to - from > LONGEST_MS,
  };
}

/** The question in words: what is asked for, and of which time. */
export function queryText(query: CoveoQuery): string {
  if (query.call === 'activities.latest') return 'The latest activities of the source';
  const { window, tasks, operations, results, cut } = query;
  const filters = [
    ...(tasks.length === 0 ? [] : [`at ${tasks.join(', ')}`]),
    ...(operations.length === 0 ? [] : [`of ${operations.join(', ')}`]),
    ...(results.length === 0 ? [] : [`with ${results.join(', ')}`]),
  ];
  const length = formatDuration(LONGEST_MS);
  return [
    ['Log rows of the source', ...filters].join(' '),
    `from ${formatFullMoment(window.from)} to ${formatFullMoment(window.to)}`,
    ...(cut ? [`the newest ${length}, which is all that one call looks at`] : []),
  ].join(', ');
}

/** The question as cURL, with `$COVEO_TOKEN` where the token goes. */
export function queryCurl(query: CoveoQuery, { region, organization, origin }: QueryPlace): string {
  const hosts = hostsOf(region, origin);
  const place = encodeURIComponent(organization);
  if (query.call === 'activities.latest') {
    return post(`${hosts.platform}/rest/organizations/${place}/activities/latest`, {
      resourceTypes: ['SOURCE'],
      resourceIds: [query.source],
    });
  }
  const { window, source, tasks, operations, results } = query;
  return post(
    `${hosts.logs}/logs/v1/organizations/${place}?from=${window.from}&to=${window.to}&page=0&perPage=100`,
    { sourcesIds: [source], tasks, operations, results },
  );
}

/** Hosts by region, as article 78 and the official clients have them: us has no suffix, HIPAA one without a hyphen. */
function hostsOf(region: string, origin: string): { readonly logs: string; readonly platform: string } {
  if (region === 'sandbox') return { logs: `${origin}/sandbox`, platform: `${origin}/sandbox` };
  const suffix = region === 'us' ? '' : region === 'hipaa' ? 'hipaa' : `-${region}`;
  return {
    logs: `https://api${suffix}.cloud.coveo.com`,
    platform: `https://platform${suffix}.cloud.coveo.com`,
  };
}

/** The host of the Push API of a region, which is that of the logs; `origin` is what the sandbox is below. */
export function pushHost(region: string, origin: string): string {
  return hostsOf(region, origin).logs;
}

function valuesOf(
  rows: readonly Pick<LogRow, 'task' | 'operation' | 'result'>[],
  field: 'task' | 'operation' | 'result',
): string[] {
  return [...new Set(rows.map((row) => row[field]))].filter((value) => value !== '').sort();
}

function post(url: string, body: unknown): string {
  const quoted = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
  return `curl -X POST '${url}' \\\n  -H "Authorization: Bearer $COVEO_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d '${quoted}'`;
}
