import type { ActivitiesPage } from '@/lib/coveo/activities';
import type { CallResult } from '@/lib/coveo/call';
import type { Activity } from '@/lib/evidence/activity';
import { type RowCounts, totalRows } from '@/lib/evidence/counts';
import { PARTS, type Part, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import { sortRows } from '@/lib/evidence/log-row';
import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Source } from '@/lib/evidence/source';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, partOfRows, readOfCall } from './call-coverage';
import { mergeActivities } from './read-activities';
import type { RowsRead } from './read-rows';

/** What a scan gives. */
export interface ScanResult {
  readonly evidence: Evidence;
  /** Coveo answered 404 for the source itself. */
  readonly sourceNotFound: boolean;
}

/** What a scan has gathered once its first calls are answered; the rows come in while it is looked at. */
export interface Gathered {
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: CallResult<Source>;
  readonly organization: CallResult<OrganizationStatus>;
  /** The activities that are open, whenever they began. */
  readonly latest: CallResult<ActivitiesPage>;
  readonly activities: {
    readonly activities: Activity[];
    readonly part: PartCoverage;
    readonly reads: Read[];
  };
  readonly counts: { readonly counts: RowCounts | null; readonly part: PartCoverage; readonly reads: Read[] };
  /** Rows not COMPLETED, and rows of batches, where they are read by themselves; else they are in `all`. */
  readonly failed: RowsRead | null;
  readonly batches: RowsRead | null;
  readonly all: RowsRead;
}

/** Makes evidence, with its coverage by parts, of what was gathered so far in so many calls. */
export function scanResult(gathered: Gathered, calls: number): ScanResult {
  const { now, window, source, organization, latest, activities, counts, failed, batches, all } = gathered;
  const counted = counts.counts === null ? null : totalRows(counts.counts);
  const rows = sortRows([...(failed?.rows ?? []), ...(batches?.rows ?? []), ...all.rows]).filter(
    (row) => row.at >= window.from && row.at < window.to,
  );
  const histories = partOfRows(all, counted, rows.length);
  const parts: Record<Part, PartCoverage> = {
    source: partOfCall(source),
    organization: partOfCall(organization),
    activities: activities.part.state !== 'complete' ? activities.part : partOfCall(latest),
    counts: counts.part,
    failures: failed ? partOfRows(failed, null, 0) : histories,
    batches: batches ? partOfRows(batches, null, 0) : histories,
    histories,
  };
  const reads: Read[] = [
    readOfCall(source, 'sources.get', window, 0),
    readOfCall(organization, 'organization.status', window, 0),
    readOfCall(latest, 'activities.latest', window, latest.ok ? latest.value.activities.length : 0),
    ...activities.reads,
    ...counts.reads,
    ...(failed?.reads ?? []).map((read): Read => ({ ...read, only: 'failures' })),
    ...(batches?.reads ?? []).map((read): Read => ({ ...read, only: 'batches' })),
    ...all.reads,
  ];
  return {
    evidence: {
      now,
      window,
      source: source.ok ? source.value : null,
      organization: organization.ok ? organization.value : null,
      activities: mergeActivities(activities.activities, latest.ok ? latest.value.activities : []),
      counts: counts.counts,
      rows,
      coverage: {
        complete: PARTS.every((part) => parts[part].state === 'complete'),
        rowsCounted: counted,
        rowsRead: rows.length,
        rowsUnreadable: (failed?.unreadable ?? 0) + (batches?.unreadable ?? 0) + all.unreadable,
        calls,
        parts,
        reads,
      },
    },
    sourceNotFound: !source.ok && source.failure.status === 404,
  };
}
