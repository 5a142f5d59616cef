import type { ColumnType } from 'kysely';

/**
 * The tables as both databases hold them. Times are epoch milliseconds, JSON is text, so that one set of queries runs
 * on libsql and on PostgreSQL.
 */
export interface Schema {
  issues: IssueTable;
  issue_days: IssueDayTable;
  issue_changes: IssueChangeTable;
  capsules: CapsuleTable;
  capsule_contents: CapsuleContentTable;
  source_days: SourceDayTable;
  source_looks: SourceLookTable;
  slices: SliceTable;
  source_leases: SourceLeaseTable;
  recorded_pushes: RecordedPushTable;
  source_actions: SourceActionTable;
}

/** One issue: what findings of one problem on one source were merged into. */
export interface IssueTable {
  /** Short and permanent: it is in links. */
  id: string;
  /** `v1:` and 64 hexadecimal digits; unique. */
  fingerprint: string;
  problem: string;
  grouping_key: string;
  region: string;
  organization: string;
  source: string;
  source_name: string;
  title: string;
  severity: string;
  unit: string;
  state: string;
  /** For the state `ignored`: until when; null for ever. */
  ignored_until: number | null;
  /** When it was set to resolved: what is seen later opens it again. */
  resolved_at: number | null;
  /** When it last came back after it was resolved. */
  regressed_at: number | null;
  /** Distinct rows (or whatever its unit counts) over all scans. */
  count: number;
  first_seen: number;
  last_seen: number;
  opened_at: number;
  updated_at: number;
  /** Grows with every change: who changes an issue names the one that they saw. */
  revision: number;
  /** What was seen when the issue opened, as JSON. Never changed. */
  captured: string;
  /** What the newest scan saw that found it, as JSON. */
  newest: string;
}

/** How much of an issue was seen on one UTC day, and which rows that were, so that none counts twice. */
export interface IssueDayTable {
  issue_id: string;
  /** Days since the Unix epoch. */
  day: number;
  count: number;
  /** First 8 bytes of the SHA-256 of each row's guid, sorted and joined; dropped once Coveo can no longer send the rows. */
  seen: ColumnType<Uint8Array | ArrayBuffer | null, Uint8Array | null, Uint8Array | null>;
}

/** What happened to an issue, in order. */
export interface IssueChangeTable {
  issue_id: string;
  revision: number;
  at: number;
  /** Who did it, in their own words; Pushscope for what a scan did. */
  who: string;
  kind: string;
  /** JSON. */
  detail: string;
}

/** What was preserved under a link: the part that stays when the content has gone. */
export interface CapsuleTable {
  /** 128 random bits: whoever knows it may open the capsule. */
  id: string;
  kind: string;
  /** Null, as is the organization, for what was saved without a connection. */
  region: string | null;
  organization: string | null;
  title: string;
  sha256: string;
  made_at: number;
  expires_at: number;
  revoked_at: number | null;
  /** SHA-256 of the key that revokes it; null where only connections may. */
  revoke_hash: string | null;
}

/** The part of a capsule that goes when it expires or is revoked. */
export interface CapsuleContentTable {
  capsule_id: string;
  expires_at: number;
  about: string;
  /** The text that is shown, byte for byte. */
  content: string;
}

/** What was observed of a source on one UTC day: it outlives Coveo's logs. */
export interface SourceDayTable {
  region: string;
  organization: string;
  source: string;
  /** Days since the Unix epoch. */
  day: number;
  /** JSON. */
  content: string;
}

/** The newest look at a source on one UTC day, and how often it was looked at. */
export interface SourceLookTable {
  region: string;
  organization: string;
  source: string;
  /** Days since the Unix epoch. */
  day: number;
  /** When it was looked last. */
  at: number;
  /** How often by people. */
  looking: number;
  /** How often by `npm run capture`. */
  capture: number;
  /** What the newest look came to, as JSON. */
  look: string;
}

/** A slice of a source's log that was read whole, so that it need not be read again. */
export interface SliceTable {
  region: string;
  organization: string;
  source: string;
  /** `rows` or `counts`. */
  kind: string;
  /** A hash of the filter. */
  filter: string;
  from_at: number;
  to_at: number;
  /** Empty for what has settled; else a hash of the count that shows whether it still holds. */
  tail: string;
  /** 1 where a tail went on to the moment of the reading. */
  open: number;
  read_at: number;
  expires_at: number;
  rows_per_page: number;
  /** The length of the content. */
  bytes: number;
  /** Compressed JSON; secrets were removed from rows before they came here. */
  content: ColumnType<Uint8Array | ArrayBuffer, Uint8Array, Uint8Array>;
}

/** Who reads a source at this moment, of all instances. */
export interface SourceLeaseTable {
  region: string;
  organization: string;
  source: string;
  holder: string;
  until: number;
  /** How far the holder is, for those who wait; null where they said nothing. */
  note: string | null;
}

/** A line that a recorder sent of a source: a call to the Push API, or that it is there. */
export interface RecordedPushTable {
  region: string;
  organization: string;
  source: string;
  /** SHA-256 of the line as it is kept: the same line twice is one. */
  id: string;
  at: number;
  /** When it was taken. */
  taken_at: number;
  expires_at: number;
  /** JSON; secrets were removed before it came here. */
  content: string;
}

/** What somebody had done at Coveo to a source: who, when, and what was answered. */
export interface SourceActionTable {
  id: string;
  region: string;
  organization: string;
  source: string;
  /** `idle`, `canary` or `probe`. */
  kind: string;
  at: number;
  who: string;
  /** The issue that it was done for; null for none. */
  issue: string | null;
  /** 1 until it has ended; a canary, until its item is known to be gone. */
  open: number;
  /** Which process is at it; null for none. */
  holder: string | null;
  /** Until when the holder has it, epoch ms. */
  until: number;
  /** JSON. */
  detail: string;
  /** What the history of its issue is still to be told, as JSON; null for nothing. */
  owed: string | null;
}
