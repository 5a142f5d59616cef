/** What a capsule preserves. */
export type CapsuleKind = 'issue' | 'timeline' | 'report' | 'diagnosis';

/** What is preserved under a link. Times are ISO in UTC. */
export interface NewCapsule {
  /** Unguessable: whoever knows it may open the capsule. */
  readonly id: string;
  readonly kind: CapsuleKind;
  /** The organization that it was made from; null for a diagnosis that was saved without a connection. */
  readonly place: CapsulePlace | null;
  /** The problem's title: it is all that remains, beside the dates. Never holds an id. */
  readonly title: string;
  /** What it is about, for the list of whoever made it; goes with the content. */
  readonly about: string;
  /** What is shown, as it is shown: redacted and bounded by who gives it. */
  readonly content: string;
  /** SHA-256 of the content's UTF-8, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  /** SHA-256 of the key that revokes it; null where only connections may. */
  readonly revokeHash: string | null;
}

/** An organization in its region. */
export interface CapsulePlace {
  readonly region: string;
  readonly organization: string;
}

/** A capsule without its content, as the list shows it. */
export interface CapsuleLine {
  readonly id: string;
  readonly kind: CapsuleKind;
  readonly place: CapsulePlace | null;
  readonly title: string;
  /** Null once the content is gone. */
  readonly about: string | null;
  readonly sha256: string;
  readonly madeAt: string;
  readonly expiresAt: string;
  /** Null unless somebody revoked it. */
  readonly revokedAt: string | null;
}

/** A capsule as it was found at a time: open with its content, or gone, of which only title and dates are left. */
export type FoundCapsule =
  | { readonly state: 'open'; readonly line: CapsuleLine; readonly content: string }
  | { readonly state: 'gone'; readonly line: CapsuleLine; readonly why: 'expired' | 'revoked' };
