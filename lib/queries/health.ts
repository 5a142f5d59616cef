import { queryOptions } from '@tanstack/react-query';
import type { FirstSight } from '@/lib/evidence/first-sight';
import type { Health } from '@/lib/health/health';
import { apiError } from './api-error';
import { getJson, trusted } from './get-json';
import { organizationPath } from './sources';

/** Which source, and which window of it; null for the default, the last seven days. */
export interface HealthTarget {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** How the log rows are read: every one, or those that tell what is wrong, the others counted. */
export interface PlanNews {
  readonly mode: 'whole' | 'counted';
  /** Why so, in a sentence. */
  readonly why: string;
  /** Source Logs calls, and rows. */
  readonly calls: number;
  readonly rows: number;
  /** In their order; calls that what is kept saves are not among them. */
  readonly steps: readonly { readonly reads: string; readonly calls: number }[];
}

/** What is heard of a scan while it runs. `scan` is its id, by which it can be stopped. */
export type ScanNews =
  | {
      readonly type: 'plan' | 'progress';
      readonly scan: string;
      /** Comes with the plan, and again when it is changed. */
      readonly plan?: PlanNews;
      /** What the scan may cost at most; with the plan. */
      readonly budget?: { readonly calls: number; readonly rows: number; readonly seconds: number };
      /** What is known before the rows are read; with the plan. */
      readonly sight?: FirstSight;
      readonly callsDone: number;
      readonly callsPlanned: number;
      readonly rowsDone: number;
      readonly rowsPlanned: number;
      /** It is another look at the source that is so far: this one waits for what that one reads. */
      readonly elsewhere?: true;
      /** The window is counted in shorter stretches: no rows are read. */
      readonly closer?: true;
    }
  | {
      readonly type: 'wait';
      readonly scan: string;
      readonly until: string;
      readonly asked: boolean;
      readonly status: number | null;
    };

/**
 * A source's health, read as server-sent events; `onNews` hears of the scan as it goes. A target whose `refresh` is
 * not 0 is read anew, whatever was read a minute ago.
 */
export function healthQuery(target: HealthTarget, refresh: number, onNews: (news: ScanNews) => void) {
  return queryOptions({
    queryKey: ['health', target, refresh],
    queryFn: ({ signal }) => streamHealth(target, refresh > 0, onNews, signal),
    staleTime: 60_000,
    retry: false,
  });
}

/** A source's health read anew, without news of the scan: what a page asks for by itself. */
export function readTail(target: HealthTarget, signal: AbortSignal): Promise<Health> {
  return streamHealth(target, true, () => {}, signal);
}

/**
 * The same without news of the scan, for the rows of the source list. With a `round` other than 0 it is read anew,
 * whatever was read a minute ago.
 */
export function verdictQuery(target: Omit<HealthTarget, 'from' | 'to'>, round: number) {
  return queryOptions({
    queryKey: [...verdictsKey(target.region, target.organization), target.source, round],
    queryFn: ({ signal }) =>
      getJson<Health>(`${sourcePath(target)}/health${round > 0 ? '?refresh=1' : ''}`, signal),
    staleTime: round > 0 ? 0 : 5 * 60_000,
    retry: false,
  });
}

/** What the keys of an organization's verdict queries begin with. */
export function verdictsKey(region: string, organization: string) {
  return ['verdict', region, organization] as const;
}

/** Stops a running scan: whoever waits for it gets what was read so far, said to be partial. */
export async function stopScan(target: Omit<HealthTarget, 'from' | 'to'>, scan: string): Promise<void> {
  await fetch(`${sourcePath(target)}/scan?scan=${encodeURIComponent(scan)}`, { method: 'DELETE' });
}

function sourcePath({ region, organization, source }: Omit<HealthTarget, 'from' | 'to'>): string {
  return `${organizationPath(region, organization)}/s/${encodeURIComponent(source)}`;
}

async function streamHealth(
  target: HealthTarget,
  refresh: boolean,
  onNews: (news: ScanNews) => void,
  signal: AbortSignal,
): Promise<Health> {
  const query = new URLSearchParams();
  if (target.from !== null) query.set('from', target.from);
  if (target.to !== null) query.set('to', target.to);
  if (refresh) query.set('refresh', '1');
  const path = `${sourcePath(target)}/scan?${query}`;
  // A connection that breaks while it is read is as one that was never made.
  const broken = (error: unknown): never => {
    throw signal.aborted ? error : apiError(null, 0, path);
  };
  const response = await fetch(path, { signal, headers: { accept: 'text/event-stream' } }).catch(broken);
  if (!response.ok || response.body === null) {
    throw apiError(await response.json().catch(() => null), response.status, path);
  }
  for await (const { event, data } of readEvents(response.body, broken)) {
    if (event === 'result') return trusted<Health>(data);
    if (event === 'failed') throw apiError(data, 500, path);
    if (event === 'plan' || event === 'progress' || event === 'wait') {
      onNews(trusted<ScanNews>({ type: event, ...trusted<object>(data) }));
    }
  }
  throw apiError(null, 0, path);
}

async function* readEvents(
  body: ReadableStream<Uint8Array>,
  broken: (error: unknown) => never,
): AsyncGenerator<{ event: string; data: unknown }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  for (;;) {
    const { done, value } = await reader.read().catch(broken);
    if (done) return;
    buffer += decoder.decode(value, { stream: true });
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}
