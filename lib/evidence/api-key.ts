import { z } from 'zod';
import { readDate } from './time';

/**
 * An API key of the organization, reduced to what tells whether a job can push with it. It has no value: what is sent
 * as a token is dropped where the answer is read. Its addresses are dropped, too.
 */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** ENABLED, DISABLED, EXPIRED, … ; unknown ones are kept, UNKNOWN where Coveo gives none. */
  readonly status: string;
  /** Coveo says that it is off, whatever its status. */
  readonly disabled: boolean;
  readonly createdAt: string | null;
  /** About when it was last used, as Coveo tells. */
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly disabledAt: string | null;
  /** It may not be used from every address. */
  readonly restricted: boolean;
  /** The sources that it may edit, which is what pushing needs (articles 43 and 171); `*` stands for all. */
  readonly edits: readonly string[];
  /** It may view the organization, which a file container needs (article 43). */
  readonly viewsOrganization: boolean;
}

const text = z.string().nullish().catch(null);
const addresses = z.array(z.unknown()).nullish().catch(null);

const wireKey = z.object({
  id: z.string(),
  displayName: text,
  status: text,
  enabled: z.boolean().nullish().catch(null),
  createdDate: z.unknown().optional(),
  lastUsedDate: z.unknown().optional(),
  expirationDate: z.unknown().optional(),
  disabledDate: z.unknown().optional(),
  allowedIps: addresses,
  deniedIps: addresses,
  privileges: z.array(z.unknown()).nullish().catch(null),
});

const wirePrivilege = z.object({ owner: text, targetDomain: z.string(), type: z.string(), targetId: text });

/** An API key from the wire (the official client's `ApiKeyModel`), without its value; null when it has no id. */
export function readApiKey(value: unknown): ApiKey | null {
  const parsed = wireKey.safeParse(value);
  if (!parsed.success) return null;
  const wire = parsed.data;
  const privileges = (wire.privileges ?? []).flatMap((entry) => {
    const privilege = wirePrivilege.safeParse(entry);
    return privilege.success && (privilege.data.owner ?? 'PLATFORM') === 'PLATFORM' ? [privilege.data] : [];
  });
  const granted = (targetDomain: string, type: string) =>
    privileges.filter((privilege) => privilege.targetDomain === targetDomain && privilege.type === type);
  return {
    id: wire.id,
    name: wire.displayName || wire.id,
    status: wire.status || 'UNKNOWN',
    disabled: wire.enabled === false,
    createdAt: readDate(wire.createdDate),
    lastUsedAt: readDate(wire.lastUsedDate),
    expiresAt: readDate(wire.expirationDate),
    disabledAt: readDate(wire.disabledDate),
    restricted: (wire.allowedIps ?? []).length > 0 || (wire.deniedIps ?? []).length > 0,
    edits: granted('SOURCE', 'EDIT').map(({ targetId }) => targetId || '*'),
    viewsOrganization: granted('ORGANIZATION', 'VIEW').length > 0,
  };
}

/** Whether a key may edit a source, which is what pushing to it needs. */
export function mayEdit({ edits }: ApiKey, sourceId: string): boolean {
  return edits.includes('*') || edits.includes(sourceId);
}

/** Whether a key has ended by `now`: it expired, or was disabled for whatever reason. */
export function hasEnded(key: ApiKey, now: string): boolean {
  return (
    key.disabled ||
    key.status === 'EXPIRED' ||
    key.status.startsWith('DISABLED') ||
    (key.expiresAt !== null && key.expiresAt <= now)
  );
}
