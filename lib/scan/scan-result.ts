import type { ActivitiesPage } from '@/lib/coveo/activities';
import type { CallResult } from '@/lib/coveo/call';
import type { Activity } from '@/lib/evidence/activity';
import type { CloserLook } from '@/lib/evidence/closer-look';
import { totalRows } from '@/lib/evidence/counts';
import { COMPLETE, PARTS, type Part, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { Evidence } from '@/lib/evidence/evidence';
import type { CallAnswer } from '@/lib/evidence/item-observation';
import { isBatchRow, type LogRow, sortRows } from '@/lib/evidence/log-row';
import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Source } from '@/lib/evidence/source';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, partOfRows, readOfCall, sourceNotFoundIn } from './call-coverage';
import type { RowsCounted } from './count-rows';
import { countBatches, countFailures } from './plan';
import { mergeActivities } from './read-activities';
import { type CountedRead, countedOf, countIn } from './read-counted';
import type { ElsewhereRead } from './read-elsewhere';
import {
  limitsOf,
  type OrganizationReads,
  partsOfOrganization,
  readsOfOrganization,
  updatesOf,
} from './read-organization';
import type { RowsRead } from './read-rows';

/** What a scan gives. */
export interface ScanResult {
  readonly evidence: Evidence;
  /** What Coveo answered where it knows no such source (404); null where it does, or did not say. */
  readonly sourceNotFound: CallAnswer | null;
  /** A closer look at the window that is shown, where somebody zoomed into what was counted. */
  readonly closer?: CloserLook | null;
}

/** What a scan has gathered once its first calls are answered; the rows come in while it is looked at. */
export interface Gathered {
  readonly now: string;
  readonly window: TimeWindow;
  readonly source: CallResult<Source>;
  readonly organization: CallResult<OrganizationStatus>;
  /** The activities that are open, whenever they began. */
  readonly latest: CallResult<ActivitiesPage>;
  /** What the verdict does not rest on; it comes in beside the rows. */
  readonly aside: OrganizationReads;
  readonly activities: {
    readonly activities: Activity[];
    readonly part: PartCoverage;
    readonly reads: Read[];
  };
  readonly counts: RowsCounted;
  /** Every row, where all are asked for; else what was read of them before there turned out to be too many. */
  readonly all: RowsRead;
  /** What is read in place of every row, where there are too many; null where there are not. */
  counted: CountedRead | null;
  /** What other sources left since this one's newest row; null where that was not asked. */
  elsewhere: ElsewhereRead | null;
}

/** Makes evidence, with its coverage by parts, of what was gathered so far in so many calls. */
export function scanResult(gathered: Gathered, calls: number): ScanResult {
  const { now, window, source, organization, latest, activities, counts, all, counted: few } = gathered;
  const { aside } = gathered;
  const counted = counts.counts === null ? null : totalRows(counts.counts);
  const readings = few === null ? [all] : [few.failures, few.batches, few.others, all];
  const rows = sortRows(readings.flatMap((reading) => reading.rows)).filter(
    (row) => row.at >= window.from && row.at < window.to,
  );
  const rowParts = few === null ? partsOfAll(all, counted, rows.length) : partsOfCounted(few, rows);
  const parts: Record<Part, PartCoverage> = {
    source: partOfCall(source),
    organization: partOfCall(organization),
    activities: activities.part.state !== 'complete' ? activities.part : partOfCall(latest),
    counts: counts.part,
    ...rowParts,
    ...partsOfOrganization(aside),
  };
  const reads: Read[] = [
    readOfCall(source, 'sources.get', window, 0),
    readOfCall(organization, 'organization.status', window, 0),
    readOfCall(latest, 'activities.latest', window, latest.ok ? latest.value.activities.length : 0),
    ...readsOfOrganization(aside, window),
    ...activities.reads,
    ...counts.reads,
    ...(gathered.elsewhere ? [gathered.elsewhere.read] : []),
    ...(few?.bucketReads ?? []),
    ...(few === null ? all.reads : [few.failures, few.batches, few.others].flatMap(({ reads }) => reads)),
    ...(few === null ? [] : readBefore(all)),
  ];
  return {
    evidence: {
      now,
      window,
      source: source.ok ? source.value : null,
      organization: organization.ok ? organization.value : null,
      limits: aside.limits?.ok ? aside.limits.value : null,
      privileges: aside.privileges?.ok ? aside.privileges.value : null,
      keys: aside.keys?.ok ? aside.keys.value : null,
      activities: mergeActivities(activities.activities, latest.ok ? latest.value.activities : []),
      updates: updatesOf(aside),
      organizationLimits: limitsOf(aside, window),
      elsewhere: gathered.elsewhere?.found ?? null,
      counts: counts.counts,
      counted: few === null ? null : countedOf(few),
      rows,
      coverage: {
        complete: PARTS.every((part) => parts[part].state === 'complete'),
        rowsCounted: counted,
        rowsRead: rows.length,
        rowsUnreadable: readings.reduce((sum, { unreadable }) => sum + unreadable, 0),
        calls,
        parts,
        reads,
      },
    },
    sourceNotFound: sourceNotFoundIn(source),
  };
}

/**
 * What was read of all rows before there turned out to be too many: slices that were not read whole are no holes, since
 * others are read in their place.
 */
function readBefore({ reads }: RowsRead): Read[] {
  return reads.flatMap((read): Read[] => {
    if (read.state === 'read' || read.state === 'refused') return [read];
    return read.rows === 0 ? [] : [{ ...read, of: 'a sample' }];
  });
}

type RowParts = Pick<Record<Part, PartCoverage>, 'failures' | 'batches' | 'histories' | 'buckets'>;

function partsOfAll(all: RowsRead, counted: number | null, rows: number): RowParts {
  const part = partOfRows(all, counted, rows);
  return { failures: part, batches: part, histories: part, buckets: part };
}

function partsOfCounted(few: CountedRead, rows: readonly LogRow[]): RowParts {
  const failed = rows.filter(({ result }) => result !== 'COMPLETED').length;
  const batches = rows.filter(isBatchRow).length;
  return {
    failures: partOfRows(few.failures, countIn(few.segments, countFailures), failed),
    batches: partOfRows(few.batches, countIn(few.segments, countBatches), batches),
    histories: { ...COMPLETE, state: 'partial', why: few.plan.why },
    buckets: few.bucketsPart,
  };
}
