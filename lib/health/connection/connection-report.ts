import type { Privilege } from '@/lib/evidence/privilege';

/** What was found of one aspect of a connection, as a line. */
export interface ConnectionLine {
  /** Stable, for tests and links: a token's readings are named after what they read. */
  readonly id:
    | 'token'
    | 'organization'
    | 'read-only'
    | 'read-organization'
    | 'read-sources'
    | 'read-logs'
    | 'read-activities'
    | 'read-keys'
    | 'more-than-needed'
    | 'clock';
  /** `attention`: something costs or risks something; `unknown`: Coveo did not tell. */
  readonly state: 'good' | 'attention' | 'unknown';
  readonly title: string;
  readonly text: string;
  /** Problems that are not looked for in live sources because of it, or looked for in part of the readings only. */
  readonly notChecked: readonly {
    readonly problem: string;
    readonly title: string;
    readonly inPart: boolean;
  }[];
  /** The call that did not tell, its status and Coveo's request id. */
  readonly failed: {
    readonly call: string;
    readonly status: number | null;
    readonly requestId: string | null;
  } | null;
}

/** What is answered to whoever connects, or has a connection checked. The token is never in it. */
export interface ConnectionReport {
  readonly region: string;
  readonly organization: string;
  readonly lines: readonly ConnectionLine[];
}

/** A privilege that Pushscope reads with, and what it is called in the Administration Console. */
export interface NeededPrivilege {
  readonly name: string;
  readonly privilege: Privilege;
  /** What it is needed for, in a few words. */
  readonly reads: string;
  readonly optional: boolean;
}

/**
 * All that a token for Pushscope needs (article 59 for the logs; `x-required-privilege` of the other specifications).
 * The name of the last one is that of the official client's API key resource.
 */
export const NEEDED_PRIVILEGES = [
  {
    name: 'Organization (View)',
    privilege: { owner: 'PLATFORM', targetDomain: 'ORGANIZATION', type: 'VIEW', targetId: '*' },
    reads: 'state, limits, and with the next one the logs',
    optional: false,
  },
  {
    name: 'Sources (View all)',
    privilege: { owner: 'PLATFORM', targetDomain: 'SOURCE', type: 'VIEW', targetId: '*' },
    reads: 'the sources and their logs',
    optional: false,
  },
  {
    name: 'Activities (View)',
    privilege: { owner: 'PLATFORM', targetDomain: 'ACTIVITIES', type: 'VIEW', targetId: '*' },
    reads: 'refreshes, rebuilds, and who changed what',
    optional: false,
  },
  {
    name: 'API keys (View)',
    privilege: { owner: 'PLATFORM', targetDomain: 'API_KEY', type: 'VIEW', targetId: '*' },
    reads: 'whether keys that can push have ended; their values are dropped where they arrive',
    optional: true,
  },
] as const satisfies readonly NeededPrivilege[];

/** What is asked one by one where Coveo does not list what a token may do: changes that would hurt most. */
export const FEARED_PRIVILEGES: readonly Privilege[] = ['SOURCE', 'ORGANIZATION', 'API_KEY'].map(
  (targetDomain) => ({ owner: 'PLATFORM', targetDomain, type: 'EDIT', targetId: '*' }),
);
