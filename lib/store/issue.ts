import type { Json } from '@/lib/evidence/json';

/** Where an issue stands. Resolved ones open again by themselves when something newer is seen. */
export type IssueState = 'open' | 'acknowledged' | 'resolved' | 'ignored';

/** Which source an issue is on. */
export interface IssuePlace {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}

/** One line of a list of issues. Times are ISO in UTC. */
export interface IssueLine extends IssuePlace {
  readonly id: string;
  readonly problem: string;
  readonly sourceName: string;
  readonly title: string;
  readonly severity: string;
  readonly state: IssueState;
  readonly ignoredUntil: string | null;
  readonly regressedAt: string | null;
  /** Distinct log rows over all scans; what else it counts where a problem leaves no rows. */
  readonly count: number;
  readonly unit: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Grows with every change. */
  readonly revision: number;
}

/** How many distinct rows of an issue were seen on a UTC day (`2026-11-22`). */
export interface IssueDayCount {
  readonly day: string;
  readonly count: number;
}

/** One line of a list of issues, with its days, oldest first: those that the list was asked for, without empty ones. */
export interface ListedIssue extends IssueLine {
  readonly days: readonly IssueDayCount[];
}

/** A whole issue. */
export interface StoredIssue extends IssueLine {
  readonly fingerprint: string;
  readonly groupingKey: string;
  readonly resolvedAt: string | null;
  readonly openedAt: string;
  readonly updatedAt: string;
  /** What was seen when it opened: never changed. Its shape is the business of who stored it. */
  readonly captured: Json;
  /** What the newest scan that found it saw. */
  readonly newest: Json;
  /** All its days that have rows, oldest first. */
  readonly days: readonly IssueDayCount[];
  /**
   * What happened to it, oldest first. Every change has a revision of its own, from 1 on: of very many only the newest
   * are here, with the first, and with the beginning of the newest verification.
   */
  readonly history: readonly IssueChange[];
}

/** What can happen to an issue. A verification of a fix is begun once, and ends once. */
export type IssueChangeKind =
  | 'opened'
  | 'acknowledged'
  | 'resolved'
  | 'ignored'
  | 'reopened'
  | 'regressed'
  | 'note'
  | 'action'
  | 'verification-begun'
  | 'verification-passed'
  | 'verification-failed'
  | 'verification-given-up';

/** Something that happened to an issue. */
export interface IssueChange {
  readonly revision: number;
  readonly at: string;
  readonly who: string;
  readonly kind: IssueChangeKind;
  /** The note's text, until when it is ignored, what proved a fix, what a verification follows or saw, what was done at Coveo: by kind. */
  readonly detail: Json;
}

/** What one scan saw of one finding. */
export interface Sighting {
  readonly problem: string;
  /** The problem's own grouping key. */
  readonly key: string;
  readonly title: string;
  readonly severity: string;
  readonly unit: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Every row that proves it, or whatever stands for an occurrence where there are no rows. */
  readonly rows: readonly { readonly guid: string; readonly at: string }[];
  /** What is kept of it: redacted and bounded by who gives it. */
  readonly captured: Json;
}

/** What one completed scan saw of a source. */
export interface ScanSightings extends IssuePlace {
  readonly sourceName: string;
  /** When it was looked: Coveo's own time. */
  readonly at: string;
  readonly sightings: readonly Sighting[];
}
