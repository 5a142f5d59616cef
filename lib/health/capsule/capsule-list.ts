/** A preserved copy as the list of an organization shows it. Times are ISO in UTC. */
export interface ListedCapsule {
  readonly id: string;
  /** Path of its page. */
  readonly url: string;
  readonly kind: 'issue' | 'timeline' | 'report' | 'diagnosis';
  readonly place: { readonly region: string; readonly organization: string } | null;
  /** The problem's title: it stays when the content has gone. */
  readonly title: string;
  /** What it is about; null once the content has gone. */
  readonly about: string | null;
  readonly state: 'open' | 'expired' | 'revoked';
  readonly sha256: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** The answer of `GET /api/capsules`: newest first, of which organizations; `next` is the cursor to go on from. */
export interface CapsuleList {
  readonly places: readonly { readonly region: string; readonly organization: string }[];
  readonly capsules: readonly ListedCapsule[];
  /** Whether there are more. */
  readonly more: boolean;
  readonly next: string | null;
}

/** The answer of `POST /api/capsules`. */
export interface PreservedCapsule {
  readonly id: string;
  /** Path of its page. */
  readonly url: string;
  readonly expiresAt: string;
  readonly sha256: string;
  /** Only for what was saved without a connection, and only in this answer: its SHA-256 is all that is kept. */
  readonly revokeKey?: string;
}
