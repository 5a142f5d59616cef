import { z } from 'zod';

/** One thing that a token may do (`GlobalPrivilegeModel`, health specification). */
export interface Privilege {
  /** The service that it belongs to, such as PLATFORM. */
  readonly owner: string;
  readonly targetDomain: string;
  /** VIEW, EDIT, CREATE, … ; unknown ones are kept. */
  readonly type: string;
  /** What it may be done to; `*` stands for all. */
  readonly targetId: string;
}

const text = z.string().nullish().catch(null);
const wirePrivilege = z.object({ owner: text, targetDomain: z.string(), type: z.string(), targetId: text });
const wirePrivileges = z.array(wirePrivilege);

/** A list of privileges from the wire; null when it is no list, or when one of its entries does not say what it allows. */
export function readPrivileges(value: unknown): Privilege[] | null {
  const parsed = wirePrivileges.safeParse(value);
  if (!parsed.success) return null;
  return parsed.data.map(({ owner, targetDomain, type, targetId }) => ({
    owner: owner || 'PLATFORM',
    targetDomain,
    type,
    targetId: targetId || '*',
  }));
}
