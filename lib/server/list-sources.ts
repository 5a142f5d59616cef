import 'server-only';
import { latestActivities } from '@/lib/coveo/activities';
import type { CallFailure } from '@/lib/coveo/call';
import { countLogs } from '@/lib/coveo/logs';
import { getOrganizationStatus } from '@/lib/coveo/organization';
import { listPushSources } from '@/lib/coveo/sources';
import { type Activity, isRefresh } from '@/lib/evidence/activity';
import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Source } from '@/lib/evidence/source';
import { DAY_MS, MINUTE_MS, toIso, toMs } from '@/lib/evidence/time';
import { brokenState } from '@/lib/health/broken-state';
import type { Verdict } from '@/lib/health/health';
import type { SourceList, SourceSummary } from '@/lib/health/source-list';
import { formatMoment } from '@/lib/problems/phrasing';
import { failureText } from '@/lib/scan/failure-text';
import { newestAnswer } from '@/lib/scan/newest-answer';
import type { Access } from './access';
import { processWide } from './process-wide';
import { sourceKey } from './read-health';

const COUNTED_MS = 7 * DAY_MS;
const STATE_NOT_READ = 'No problem was seen then; the organization’s state could not be read now.';

/**
 * The Push sources of an organization, worst first, in four calls (and a page more for every hundred sources). From
 * status, last operation and counts alone a source may be said to fail, never to be healthy.
 */
export async function listSources(
  access: Extract<Access, { ok: true }>,
  signal: AbortSignal,
): Promise<SourceList> {
  const { client } = access;
  const [sources, organization, open] = await Promise.all([
    listPushSources(client, { signal }),
    getOrganizationStatus(client, { signal }),
    latestActivities(client, { resourceTypes: ['SOURCE'], states: ['EXECUTING'], perPage: 100 }, { signal }),
  ]);
  const now = newestAnswer([sources, organization, open]) ?? toIso(client.now());
  const to = Math.floor(toMs(now) / MINUTE_MS) * MINUTE_MS;
  const counts = await countLogs(client, { window: { from: to - COUNTED_MS, to } }, { signal });
  const failures: CallFailure[] = [];
  for (const answer of [sources, organization, counts, open]) if (!answer.ok) failures.push(answer.failure);
  const summaries = (sources.ok ? sources.value.sources : []).map((source) =>
    summarise(source, {
      organization: organization.ok ? organization.value : null,
      rows: counts.ok ? (counts.value.sources[source.id] ?? 0) : null,
      open: open.ok ? open.value.activities.filter(({ resourceId }) => resourceId === source.id) : [],
      access,
    }),
  );
  return {
    asOf: newestAnswer([counts]) ?? now,
    sources: summaries.sort(worstFirst),
    notRead: failures.map((failure) => ({
      call: failure.call,
      why: failureText(failure),
      request: `${failure.method} ${failure.url}`,
      ...(failure.status === null ? {} : { status: failure.status }),
      ...(failure.requestId === null ? {} : { requestId: failure.requestId }),
    })),
  };
}

interface Seen {
  readonly organization: OrganizationStatus | null;
  readonly rows: number | null;
  readonly open: readonly Activity[];
  readonly access: Extract<Access, { ok: true }>;
}

function summarise(source: Source, seen: Seen): SourceSummary {
  const known = processWide().verdicts.get(sourceKey(seen.access, source.id));
  const broken = brokenState(seen.organization, source)[0]?.text ?? null;
  // An earlier look cannot know that the organization was paused since: without its state nothing is called healthy.
  const isOutdated = known?.verdict === 'healthy' && seen.organization === null;
  const verdict: Verdict =
    broken !== null ? 'failing' : isOutdated ? 'unknown' : (known?.verdict ?? 'unknown');
  return {
    id: source.id,
    name: source.name,
    type: source.type,
    status: source.status,
    lastOperation: source.lastOperation,
    items: source.items,
    verdict,
    verdictAsOf: known?.asOf ?? null,
    reason: broken ?? (isOutdated ? STATE_NOT_READ : (known?.reason ?? unjudged(source, seen))),
    rows: seen.rows === null ? null : { total: seen.rows },
  };
}

/** What can be said before the logs were read; null where that is nothing. */
function unjudged(source: Source, { open, rows }: Seen): string | null {
  const refresh = open.filter(isRefresh).at(-1);
  const since = refresh?.startedAt ?? source.statusSince;
  if (refresh && since !== null) return `Refreshing since ${formatMoment(since)}.`;
  if (rows === 0) return 'No log row in the last 7 days.';
  return null;
}

const RANK: Readonly<Record<Verdict, number>> = { failing: 0, degraded: 1, unknown: 2, healthy: 3 };

function worstFirst(a: SourceSummary, b: SourceSummary): number {
  return RANK[a.verdict] - RANK[b.verdict] || a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1);
}
