import 'server-only';
import { readJson } from '@/lib/evidence/json';
import type { FindingIssue, Health, IssuesStored } from '@/lib/health/health';
import { captureIssue } from '@/lib/health/issue/captured-issue';
import type { Judgement } from '@/lib/health/judge';
import type { Finding } from '@/lib/problems/finding';
import type { ScanResult } from '@/lib/scan/scan-result';
import type { Database } from '@/lib/store/database';
import { fingerprintOf, issueId } from '@/lib/store/fingerprint';
import type { IssuePlace, Sighting } from '@/lib/store/issue';
import { mergeWithin } from '@/lib/store/merge-scan';
import { keepCapture, type Looker } from '@/lib/store/source-days';
import { sourceCapture } from './capture-scan';
import { cleanJson } from './clean-json';
import { readEnvironment } from './environment';
import { processWide } from './process-wide';
import { explainStoreFailure, processStore } from './store';
import { toolVersion } from './tool-version';

/** A scan that was judged, and of what. */
export interface JudgedScan {
  readonly place: IssuePlace;
  readonly result: ScanResult;
  /** False for a scan that its viewers ended: it merges nothing. */
  readonly whole: boolean;
  readonly judgement: Judgement;
  /** Who looked. */
  readonly by: Looker;
}

/**
 * Merges what a scan that ran to its end found into what is stored of its source, once for all who look at it: the
 * findings into its issues, what was observed into its days. Gives the health with the issue of each finding. A scan
 * that Coveo refused parts of merges what it found. Where the store fails, nothing of the scan is stored, and the
 * health says so and is whole otherwise.
 */
export async function storeFindings(scan: JudgedScan): Promise<Health> {
  const { place, whole, judgement } = scan;
  const { health } = judgement;
  try {
    const database = await processStore();
    if (whole) await mergeOnce(database, scan);
    const ids = health.findings.map((finding) => issueId(fingerprintOf({ ...place, ...finding })));
    const known = await issuesOf(database, ids);
    const findings = health.findings.map((finding, at) => ({
      ...finding,
      issue: known.get(ids[at] ?? '') ?? null,
    }));
    return { ...health, findings, issues: whole ? STORED : STOPPED };
  } catch (error) {
    return { ...health, issues: { state: 'not stored', why: await whyNot(error) } };
  }
}

const STORED: IssuesStored = { state: 'stored' };
const STOPPED: IssuesStored = {
  state: 'not stored',
  why: 'The reading was ended before it was whole: only whole ones become issues.',
};

async function whyNot(error: unknown): Promise<string> {
  const told = await explainStoreFailure(error);
  if (told !== null) return told;
  console.error('Findings could not be stored:', error);
  return 'Pushscope’s store could not be used: its log says why.';
}

function mergeOnce(database: Database, scan: JudgedScan): Promise<void> {
  const { result, by } = scan;
  const { merges } = processWide();
  const merged = merges.get(result) ?? new Map<Looker, Promise<void>>();
  merges.set(result, merged);
  const before = merged.get(by);
  if (before) return before;
  const merge = mergeAll(database, scan);
  merged.set(by, merge);
  // A merge that failed is tried again by the next look.
  merge.catch(() => merged.delete(by));
  return merge;
}

/** A person and a capture that share one scan merge it twice, which doubles nothing and counts as two looks. */
async function mergeAll(database: Database, scan: JudgedScan): Promise<void> {
  const sightings = sightingsOf(scan);
  const capture = sourceCapture(scan, readEnvironment().keepDays, Date.now());
  if (capture === null) return;
  await database.write(async (transaction) => {
    await mergeWithin(transaction, database, sightings);
    await keepCapture(transaction, database, scan.place, capture);
  });
}

function sightingsOf({ place, judgement }: JudgedScan) {
  const { health, findings } = judgement;
  return {
    ...place,
    sourceName: storable(health.source.name),
    at: health.asOf,
    sightings: health.findings.flatMap((reported, at) => {
      const finding = findings[at];
      const captured = captureIssue(health, reported, toolVersion());
      return finding ? [sightingOf(finding, health, cleanJson(readJson(captured)))] : [];
    }),
  };
}

function sightingOf(finding: Finding, { asOf }: Health, captured: Sighting['captured']): Sighting {
  const { problem, key, title, severity, unit, activities } = finding;
  const firstSeen = finding.firstSeen || asOf;
  // Rows behind a measure, such as those of the last run before a silence, are no occurrences of the problem.
  const byRows = finding.rows.length > 0 && finding.measure === undefined;
  const occurrence = { guid: activities[0]?.id ?? `${problem}|${key}|${firstSeen}`, at: firstSeen };
  return {
    problem,
    key,
    title: storable(title),
    severity,
    unit: byRows && finding.calls === undefined ? 'rows' : unit,
    firstSeen,
    lastSeen: finding.lastSeen || asOf,
    rows: byRows ? finding.rows : [occurrence],
    captured,
  };
}

/** PostgreSQL's texts hold no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

async function issuesOf({ read }: Database, ids: readonly string[]): Promise<Map<string, FindingIssue>> {
  if (ids.length === 0) return new Map();
  const rows = await read
    .selectFrom('issues')
    .select(['id', 'state', 'count'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, state, count }) => [id, { id, state: stateOf(state), count }]));
}

const STATES = ['open', 'acknowledged', 'resolved', 'ignored'] as const;

function stateOf(text: string): FindingIssue['state'] {
  return STATES.find((state) => state === text) ?? 'open';
}
